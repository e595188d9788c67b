const LOOPBACK = /(https?:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):\d{2,5}(?:\/c\/[\w.-]+)?/g

/** The gateway's address without its port, which is whichever was free, and without what is a cell's own. */
export const withoutLoopback = (value: string): string =>
  value.replace(LOOPBACK, (_, scheme: string | undefined) => `${scheme ?? ''}gateway`)
