/** Pages of the viewer's messages, newest first. */
export const messagePages = {
  input: (after: string | undefined) => ({ after }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
}
