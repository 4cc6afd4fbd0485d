/** What the shell asks to know how many messages are unread: the newest one, with the count of all. */
export const unreadMessages = { input: { limit: 1 } }
