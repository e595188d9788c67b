/** The name of a difference that is about a body as a whole; any other is a place in it, a JSON Pointer (RFC 6901). */
export const WHOLE_BODY = 'body'

/** The name of a difference that is about the codings that lie over a body (RFC 9110, section 8.4). */
export const BODY_CODING = 'coding'

/** Stands for a member that one side does not have. */
export const ABSENT = '‹absent›'
