/** Of what says in a query who sends: `x-algolia-agent`, `user_agent`, `clientVersion`, `sdk-version`; the name's end says so. */
const SENDER = /(?:^|[-_.])(?:user[-_]?)?agent$|(?:^|[-_.])(?:package|sdk|client|lib|library)[-_]?version$/i

/** Are two queries the same but for what says who sends? */
export const isOfSenderAlone = (before: string, after: string): boolean =>
  withoutSender(before) === withoutSender(after)

const withoutSender = (query: string): string =>
  query
    .replace(/^\?/, '')
    .split('&')
    .filter((parameter) => parameter !== '' && !SENDER.test(parameter.split('=', 1)[0] ?? ''))
    .join('&')
