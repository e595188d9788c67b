/** The name of a difference that is about a body as a whole; any other is a place in it, a JSON Pointer (RFC 6901). */
export const WHOLE_BODY = 'body'

/** Stands for a member that one side does not have. */
export const ABSENT = '‹absent›'
