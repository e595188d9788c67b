/** JSON Web Tokens in a text (RFC 7519, section 3.1): three parts, the first a JSON object; the last is empty where nobody signed. */
export const JWTS = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g
