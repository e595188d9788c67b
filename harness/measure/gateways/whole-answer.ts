import { sortedFields } from './sorted-fields.ts'

type Init = {
  readonly status?: number
  readonly statusText?: string
  /** By name, or one after the other. */
  readonly headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[]
}

/**
 * A `Response` of which all is there already: who writes it to a socket takes `whole` and `fields`. The stream that Fetch makes
 * of every text, and its `Headers`, cost more than deciding what to say, so they are made for who reads the answer in Fetch's own
 * way, and for nobody else.
 */
export class WholeAnswer extends Response {
  readonly whole: string | Uint8Array<ArrayBuffer>
  /** As `headers` would give them. */
  readonly fields: readonly (readonly [name: string, value: string])[]

  constructor(whole: WholeAnswer['whole'], { headers, ...rest }: Init) {
    super(null, rest)
    this.whole = whole
    this.fields = sortedFields(Array.isArray(headers) ? headers : Object.entries(headers))
  }
}

/** The usual response, for each that is read as one. */
const usual = new WeakMap<WholeAnswer, Response>()

const usualOf = (answer: WholeAnswer): Response => {
  const { whole, status, statusText, headers } = answer
  const response = usual.get(answer) ?? new Response(whole, { status, statusText, headers })
  usual.set(answer, response)
  return response
}

const usualHeaders = new WeakMap<WholeAnswer, Headers>()

const headersOf = (answer: WholeAnswer): Headers => {
  const headers = usualHeaders.get(answer) ?? new Headers(answer.fields.map(([name, value]) => [name, value]))
  usualHeaders.set(answer, headers)
  return headers
}

// Not in the class: TypeScript knows them as properties of each `Response`, and lets no class have them as methods.
Object.defineProperty(WholeAnswer.prototype, 'headers', {
  get(this: WholeAnswer) {
    return headersOf(this)
  },
})
for (const name of ['body', 'bodyUsed'] as const)
  Object.defineProperty(WholeAnswer.prototype, name, {
    get(this: WholeAnswer) {
      return usualOf(this)[name]
    },
  })
for (const name of ['arrayBuffer', 'blob', 'bytes', 'clone', 'formData', 'json', 'text'] as const)
  Object.defineProperty(WholeAnswer.prototype, name, {
    value(this: WholeAnswer) {
      return usualOf(this)[name]()
    },
  })
