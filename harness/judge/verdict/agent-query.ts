/**
 * Of what says in a query who sends: `x-algolia-agent`, `user_agent`, `clientVersion`, `sdk-version`; the name says so. `agent` by
 * itself may be whom the call is about (a help desk's).
 */
const SENDER =
  /^x[-_].*[-_]agent$|(?:^|[-_.])user[-_]?agent$|(?:^|[-_.])(?:package|sdk|client|lib|library)[-_]?version$/i

/** Are two queries the same but for what says who sends? */
export const isOfSenderAlone = (before: string, after: string): boolean =>
  withoutSender(before) === withoutSender(after)

const withoutSender = (query: string): string =>
  query
    .replace(/^\?/, '')
    .split('&')
    .filter((parameter) => parameter !== '' && !SENDER.test(parameter.split('=', 1)[0] ?? ''))
    .join('&')
