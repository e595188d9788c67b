/** What is served at one path. */
export type Page = { readonly type: string; readonly body: string | Buffer }

export type PageOptions = {
  /** `http://127.0.0.1:<port>`, for absolute addresses. */
  readonly origin: string
  /** Does the registry say when it published what? */
  readonly dates: boolean
}
