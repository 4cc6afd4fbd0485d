export const privacyViews = ['you', 'erase', 'retention'] as const
export type PrivacyViewName = (typeof privacyViews)[number]

/** The part of the page that an address asks for. */
export const readPrivacyView = (asked: string | undefined): PrivacyViewName =>
  privacyViews.find((view) => view === asked) ?? 'you'
