/**
 * A `Response` of which all is there already: who writes it to a socket takes `whole`. The stream that Fetch makes of every
 * text costs more than deciding what to say, so it is made for who reads the answer in Fetch's own way, and for nobody else.
 */
export class WholeAnswer extends Response {
  readonly whole: string | Uint8Array<ArrayBuffer>

  constructor(whole: WholeAnswer['whole'], init: ResponseInit) {
    super(null, init)
    this.whole = whole
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

// Not in the class: TypeScript knows them as properties of each `Response`, and lets no class have them as methods.
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
