/** Where HTTP/2 says the host; no field of HTTP/1.1 is called so (RFC 9113, section 8.3.1). */
export const HTTP2_HOST = ':authority'
