// Which of the things that everything in a process rests on are not what they were: functions of the language, of Node's
// modules, and their prototypes. What one scenario changes there would be what the next is measured by.
import { createRequire } from 'node:module'

const MODULES = 'crypto dns events http https http2 net stream timers tls url'.split(' ')
/** As many are told by name. */
const MOST = 10
const PROTOTYPE = '.prototype.'

const { getOwnPropertyDescriptor, getPrototypeOf, is } = Object
const { ownKeys } = Reflect
const call = Function.prototype.call.bind(Function.prototype.call)

/** @returns {() => string[]} asked as often as one likes: what has been changed since, by name */
export const lookForChanges = () => {
  const known = [...owners()].flatMap(([owner, name]) =>
    ownKeys(owner).flatMap((key) => {
      const was = getOwnPropertyDescriptor(owner, key)
      return isFixed(was) || !counts(owner, was) ? [] : [{ owner, key, name: `${name}${nameOf(key)}`, was }]
    }),
  )
  // What is new in one of these stands in front of what it inherits, or is in everything.
  const prototypes = [...owners()].filter(
    ([owner, name]) => name.endsWith(PROTOTYPE) && (inherits(owner) || EVERYWHERE.includes(owner)),
  )
  const counted = prototypes.map(([owner, name]) => ({ owner, name, keys: ownKeys(owner) }))
  return () => {
    const changed = []
    for (let at = 0; at < known.length && changed.length < MOST; at++)
      if (isChanged(known[at])) changed[changed.length] = known[at].name
    for (let at = 0; at < counted.length && changed.length < MOST; at++) {
      const { owner, name, keys } = counted[at]
      const now = ownKeys(owner)
      if (now.length > keys.length) changed[changed.length] = `${name}${nameOf(now[now.length - 1])}`
    }
    return changed
  }
}

const isChanged = (one) => {
  const { owner, key, was } = one
  // Nearly all, and much quicker than asking how it is.
  if (was.get === undefined) return !is(owner[key], was.value)
  const now = getOwnPropertyDescriptor(owner, key)
  if (now === undefined) return true
  if (now.get !== undefined) return now.get !== was.get || now.set !== was.set
  // Node makes some of its globals when they are first asked for; the way to ask is still the one that it was.
  if (!is(call(was.get, owner), now.value)) return true
  one.was = now
  return false
}

/** Each thing that can be changed, and how its members are told of; none twice. */
const owners = function* () {
  const seen = new Set()
  const own = function* (owner, name) {
    if (owner === null || !['object', 'function'].includes(typeof owner) || seen.has(owner)) return
    seen.add(owner)
    yield [owner, name]
  }
  yield* own(globalThis, '')
  for (const [owner, name] of [[globalThis, ''], ...loaded()]) {
    yield* own(owner, name)
    for (const key of ownKeys(owner)) {
      const { value } = getOwnPropertyDescriptor(owner, key)
      if (typeof key !== 'string' || !isOurs(value)) continue
      if (owner === globalThis) yield* own(value, `${key}.`)
      if (typeof value === 'function') yield* own(value.prototype, `${name}${key}${PROTOTYPE}`)
    }
  }
  yield* own(process, 'process.')
}

/** Of Node's modules those that somebody has asked for: the others would have to be loaded for nothing. */
const loaded = () => {
  const all = new Set(process.moduleLoadList)
  const load = createRequire(import.meta.url)
  return MODULES.filter((name) => all.has(`NativeModule ${name}`)).map((name) => [load(`node:${name}`), `${name}.`])
}

const EVERYWHERE = [Object, Array, Function, Promise].map((one) => one.prototype)
const inherits = (owner) => getPrototypeOf(owner) !== Object.prototype

/** Not the user's own state: what a program keeps where it likes is no part of the language. */
const isOurs = (value) => typeof value === 'function' || [JSON, Math, Reflect, Atomics, console].includes(value)

/** Of `process` the functions alone: its listeners, title and exit code are there to be changed. */
const counts = (owner, { value, get }) =>
  owner === process || owner === globalThis ? typeof value === 'function' || (get && owner !== process) : true

const isFixed = ({ configurable, writable }) => !configurable && !writable

const nameOf = (key) => (typeof key === 'symbol' ? `[${key.description}]` : key)
