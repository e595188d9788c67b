/** One request to be made again and again. `fields` in the order of the wire; `body` is JSON. */
export type Asked = {
  readonly port: number
  readonly method: string
  readonly path: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** What it must be answered with. */
  readonly status: number
}

/** What a server gives to its bench when it is asked for the next cell: how often the request may be made there. */
export type Batch = { readonly asked: Asked; readonly times: number }

/** How many requests a cell is asked: fewer than it takes, as scenarios do. */
export const TIMES = 100

/** A chat completion as `openai` sends it on npm. */
export const BODY = JSON.stringify({
  model: 'gpt-4o',
  messages: [
    { role: 'system', content: 'You answer in one sentence.' },
    { role: 'user', content: 'Why is the sky blue?' },
  ],
  temperature: 0.2,
})

/** @param credential the field that carries it */
export const fieldsOf = (credential: readonly [string, string], port: number): Asked['fields'] => [
  ['host', `127.0.0.1:${port}`],
  ['connection', 'keep-alive'],
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json'],
  ['User-Agent', 'AzureOpenAI/JS 5.12.0'],
  ['X-Stainless-Retry-Count', '0'],
  ['X-Stainless-Lang', 'js'],
  ['X-Stainless-Package-Version', '5.12.0'],
  ['X-Stainless-OS', 'Linux'],
  ['X-Stainless-Arch', 'x64'],
  ['X-Stainless-Runtime', 'node'],
  ['X-Stainless-Runtime-Version', 'v24.1.0'],
  credential,
  ['accept-language', '*'],
  ['sec-fetch-mode', 'cors'],
  ['accept-encoding', 'gzip, deflate'],
  ['content-length', String(Buffer.byteLength(BODY))],
]
