/** The role of the token that API Management's own identity has: no caller can be given it. */
export const MANAGED_IDENTITY = 'managed-identity'
