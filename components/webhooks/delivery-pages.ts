/** Messages to one receiver, page after page; the page's prefetch and the view ask alike. */
export const deliveryPages = (id: string) => ({
  input: (after: string | undefined) => ({ id, after, limit: 50 }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
})
