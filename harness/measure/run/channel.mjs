// What is said to the harness, and what it answers. It keeps its own copies of what it calls: whatever an SDK patches hears
// none of it.
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import { Readable } from 'node:stream'

const { Promise: Promised } = globalThis
const { parse, stringify } = JSON
const { isArray } = Array
const { writeSync } = fs
const unbound = Function.prototype.bind.bind(Function.prototype.call)
const [split, hasOwn] = [unbound(String.prototype.split), unbound(Object.prototype.hasOwnProperty)]
const [push, shift] = [unbound(Array.prototype.push), unbound(Array.prototype.shift)]
const encoder = new TextEncoder()
const encode = encoder.encode.bind(encoder)
const decoder = new TextDecoder()
const decode = decoder.decode.bind(decoder)

/** As JSON, past any `toJSON` that an SDK may have given to all objects. */
const asText = (value) => {
  if (typeof value !== 'object' || value === null) return stringify(value)
  let text = ''
  if (isArray(value)) {
    for (let at = 0; at < value.length; at++) text += `${at > 0 ? ',' : ''}${asText(value[at])}`
    return `[${text}]`
  }
  for (const name in value)
    if (hasOwn(value, name)) text += `${text === '' ? '' : ','}${stringify(name)}:${asText(value[name])}`
  return `{${text}}`
}

const say = (event) => {
  const bytes = encode(`${asText(event)}\n`)
  for (let from = 0; from < bytes.length; )
    try {
      from += writeSync(3, bytes, from)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
    }
}

/**
 * @param {(error: unknown) => void} fail
 * @returns {{ say: (event: object) => void, ask: (kind: string, event?: object) => Promise<any> }} `ask`: says it, and gives
 *   the next message that bears this key
 */
export const openChannel = (fail) => {
  // How long a job has waited it may ask several times, also when it is over; all else is asked once and then answered.
  const waits = []
  const asked = { recipe: undefined, go: undefined, word: undefined, dir: undefined }
  const askedFor = (message) => {
    if (hasOwn(message, 'waited')) return shift(waits)
    for (const kind in asked) {
      if (!hasOwn(asked, kind) || !hasOwn(message, kind)) continue
      const answered = asked[kind]
      asked[kind] = undefined
      return answered
    }
  }
  const hear = (message) => {
    const answered = askedFor(message)
    // Somebody has spoken in our place: the harness must not go on.
    if (!answered) throw new Error('An answer came to what was not asked.')
    answered(message)
  }
  listen((line) => {
    try {
      hear(parse(line))
    } catch (error) {
      fail(error)
    }
  })
  return {
    say,
    ask: (kind, event) =>
      new Promised((resolve) => {
        if (kind === 'waited') push(waits, resolve)
        else asked[kind] = resolve
        if (event) say(event)
      }),
  }
}

/** Tells each line on stdin, which is then the channel's alone. */
const listen = (onLine) => {
  const { stdin } = process
  // Its own: what an SDK puts in their places hears nothing.
  Object.assign(stdin, { emit: EventEmitter.prototype.emit, push: Readable.prototype.push })
  Object.defineProperty(process, 'stdin', { value: Readable.from([]), configurable: true, writable: true })
  let rest = ''
  stdin.on('data', (chunk) => {
    const lines = split(rest + decode(chunk, { stream: true }), '\n')
    rest = lines[lines.length - 1]
    for (let at = 0; at < lines.length - 1; at++) onLine(lines[at])
  })
  // The harness is done, or gone.
  stdin.on('end', () => process.exit(0))
}
