// Time that is the harness's own: what a client waits for is skipped, in the order in which it would have come.
//
// While a job of virtual time is under way, a timer does not run: it stands in a list, at the moment at which it is due.
// Once the process has nothing to do (no request that is being answered and no connection that is being made, which the
// harness is asked; no bytes on the way, no work on another thread), nothing but the next of these moments can come, and it comes at once. So a client's own
// time-out never fires before an answer that was sent, and a wait of ten minutes takes a few milliseconds. How long it was
// is told to the harness before it is over, so that the request which follows it is known to have waited.
//
// Timers are those of `setTimeout`, `setInterval`, `node:timers/promises`, `AbortSignal.timeout` and a socket's idle time.
// `performance.now()` and `process.hrtime()` go on by what was skipped. The time of day does not: dates that a gateway
// names are of the machine's own clock. Chance is three quarters where it is drawn first in a turn of the event loop, so that
// a client that adds to a wait or takes from it as chance will have it (`openai` 4.0.0: 500 ms and up to 500 ms more or less)
// waits as long each time. What is drawn after that comes from the upper quarter: ids are made of many draws, and differ.
// virtual_time.py is the same for Python.
import { AsyncLocalStorage } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { performance } from 'node:perf_hooks'
import timers from 'node:timers'
import promises from 'node:timers/promises'
import { promisify } from 'node:util'

/** Milliseconds; what is shorter passes as it does. */
const SHORTEST = 20
/** Milliseconds without anything to do before the harness is asked. */
const STILL = 5
/** What chance draws first in a turn, and at least, where time is virtual. */
const LEAST = 0.75
/** Milliseconds between two looks at a process that waits for nothing that is due. */
const LOOK = 100

const real = {
  setTimeout: timers.setTimeout,
  clearTimeout: timers.clearTimeout,
  setImmediate: timers.setImmediate,
  promise: promises.setTimeout,
  abortAfter: AbortSignal.timeout,
  socketTimeout: net.Socket.prototype.setTimeout,
  now: performance.now.bind(performance),
  random: Math.random,
  hrtime: process.hrtime,
  bigint: process.hrtime.bigint,
}

/** Timers that are due at a moment of virtual time, in the order in which they were set. */
const due = new Set()
/** Timers that run as they do; while time is virtual, the short ones that keep it from going on. */
const running = new Set()
const sockets = new Set()
/** Sockets with an idle time, each with its timer and the bytes that had passed when it was set. */
const idle = new Map()
/** Milliseconds since the driver was started that were skipped. */
let now = 0
/** Bytes of sockets that are gone. */
let bytesBefore = 0
/** Which job is under way, as a number. */
let serial = 0
let isVirtual = false
/** Chance was drawn in this turn of the event loop. */
let hasDrawn = false
/** `connect` as the guard has left it. */
let guarded
let ask
let onEndless
let isGoingOn = false

/** A timer, of either time; what `setTimeout` gives. */
class Timer {
  #callback
  #args
  #run
  #isReferenced = true
  #handle
  #endsAt = 0

  constructor(callback, ms, args, repeats) {
    this.#callback = callback
    this.#args = args
    this.#run = AsyncLocalStorage.snapshot()
    this.ms = Math.min(Math.max(Math.trunc(Number(ms)) || 1, 1), 2 ** 31 - 1)
    this.repeats = repeats
    this.#arm(this.ms)
  }

  #arm(ms) {
    this.#handle = undefined
    if (isVirtual && ms >= SHORTEST) {
      this.dueAt = now + ms
      due.add(this)
      goOn()
      return
    }
    running.add(this)
    this.#endsAt = real.now() + ms
    this.#handle = this.#run(() => real.setTimeout(() => this.#call(), ms))
    if (!this.#isReferenced) this.#handle.unref()
  }

  #call() {
    running.delete(this)
    this.#handle = undefined
    if (this.repeats) this.#arm(this.ms)
    this.#callback(...this.#args)
  }

  /** Its moment has come. */
  fire() {
    due.delete(this)
    running.add(this)
    this.#run(() => real.setImmediate(() => running.has(this) && this.#call()))
  }

  /** Virtual time is over: what is left of it passes as it does. */
  release() {
    due.delete(this)
    this.#arm(Math.max(1, this.dueAt - now))
  }

  /** Virtual time begins: what is left of it is skipped. What is short, and not of the job, keeps nothing from going on. */
  hold() {
    running.delete(this)
    const left = this.#endsAt - real.now()
    if (left < SHORTEST) return
    real.clearTimeout(this.#handle)
    this.#arm(left)
  }

  clear() {
    due.delete(this)
    running.delete(this)
    if (this.#handle) real.clearTimeout(this.#handle)
    this.#handle = undefined
  }

  close() {
    this.clear()
    return this
  }

  refresh() {
    this.clear()
    this.#arm(this.ms)
    return this
  }

  ref() {
    this.#isReferenced = true
    this.#handle?.ref()
    return this
  }

  unref() {
    this.#isReferenced = false
    this.#handle?.unref()
    return this
  }

  hasRef() {
    return this.#isReferenced
  }

  #number;

  /** A number may be kept instead, and cleared by. */
  [Symbol.toPrimitive]() {
    if (this.#number === undefined) {
      this.#number = ++numbered
      byNumber.set(this.#number, new WeakRef(this))
    }
    return this.#number
  }

  [Symbol.dispose]() {
    this.clear()
  }
}

let numbered = 0
const byNumber = new Map()

const checked = (callback) => {
  if (typeof callback === 'function') return callback
  // Node's own complaint.
  real.clearTimeout(real.setTimeout(callback))
}

const setTimeout = (callback, ms, ...args) => new Timer(checked(callback), ms, args, false)
const setInterval = (callback, ms, ...args) => new Timer(checked(callback), ms, args, true)
const clear = (timer) => {
  const known = timer instanceof Timer ? timer : byNumber.get(Number(timer))?.deref()
  if (known) known.clear()
  else real.clearTimeout(timer)
}

const aborted = (signal) =>
  Object.assign(new Error('The operation was aborted', { cause: signal.reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  })

const after = (ms, value, options = {}) => {
  if (!isVirtual || !(ms >= SHORTEST)) return real.promise(ms, value, options)
  const { signal } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal))
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve(value)
    }, ms)
    const stop = () => {
      timer.clear()
      reject(aborted(signal))
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}

const abortAfter = (ms) => {
  if (!isVirtual) return real.abortAfter.call(AbortSignal, ms)
  const controller = new AbortController()
  const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  setTimeout(() => controller.abort(reason), ms).unref()
  return controller.signal
}

const drawn = () => {
  if (hasDrawn) return LEAST + real.random() * (1 - LEAST)
  hasDrawn = true
  real.setImmediate(() => {
    hasDrawn = false
  })
  return LEAST
}

const bytesOf = (socket) => (socket.bytesRead ?? 0) + (socket.bytesWritten ?? 0)

/** A socket's idle time begins anew with each byte. */
function socketTimeout(ms, callback) {
  idle.get(this)?.timer.clear()
  idle.delete(this)
  if (!isVirtual || !(ms >= SHORTEST)) return real.socketTimeout.call(this, ms, callback)
  real.socketTimeout.call(this, 0)
  this.timeout = ms
  if (callback) this.once('timeout', callback)
  idle.set(this, { timer: setTimeout(() => this.emit('timeout'), ms), bytes: bytesOf(this) })
  return this
}

function connect(...args) {
  sockets.add(this)
  this.once('close', () => {
    bytesBefore += bytesOf(this) + 1
    sockets.delete(this)
    idle.get(this)?.timer.clear()
    idle.delete(this)
  })
  return guarded.apply(this, args)
}

/** All that went through sockets until now, and which of them there are, as a number that grows. */
const traffic = () => {
  let sum = bytesBefore
  for (const socket of sockets) sum += bytesOf(socket) + (socket.connecting ? 0 : 1)
  return sum
}

/** Requests to the kernel and to other threads: their answers come by themselves. */
const BUSY = /Req(?:uest)?(?:Wrap|Callback|Promise)?$|ConnectWrap$|WriteWrap$|ShutdownWrap$|^Immediate$/

/** Whose handshake of TLS goes on here, though the gateway may be done with it: what has come of it is in no count of bytes. */
const isShakingHands = () => [...sockets].some((socket) => socket.secureConnecting)

const isStill = () =>
  running.size === 0 && !isShakingHands() && !process.getActiveResourcesInfo().some((name) => BUSY.test(name))

/** What follows at once from what was done, through promises and immediates, is done by then; sockets were looked at. */
const settled = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => real.setImmediate(resolve))
}
const pause = () => new Promise((resolve) => real.setTimeout(resolve, STILL))

/** Is nothing under way, here and where the requests go? */
const nothingElse = async (seen) => {
  await pause()
  if (!isStill() || seen !== traffic() || !(await ask(0))) return false
  // What was answered before the harness said so has arrived.
  await settled()
  return isStill() && seen === traffic()
}

const goOn = async () => {
  if (isGoingOn) return
  isGoingOn = true
  for (let looked = -1; due.size > 0; ) {
    const job = serial
    await settled()
    const seen = traffic()
    if (!isStill() || (seen !== looked && !(await nothingElse(seen)))) {
      await pause()
      continue
    }
    looked = seen
    renewIdle()
    const next = earliest()
    // One that was set while the harness was asked may be overdue by now.
    if (job !== serial || !next || !(await ask(Math.max(0, next.dueAt - now))) || job !== serial) {
      looked = -1
      continue
    }
    now = Math.max(now, next.dueAt)
    const first = earliest()
    if (first && first.dueAt <= now) first.fire()
  }
  isGoingOn = false
}

/** Virtual time stood still while bytes came: idle times begin now. */
const renewIdle = () => {
  for (const [socket, known] of idle)
    if (known.bytes !== bytesOf(socket)) {
      known.bytes = bytesOf(socket)
      known.timer.refresh()
    }
}

const earliest = () => {
  let first
  for (const timer of due) if (!first || timer.dueAt < first.dueAt) first = timer
  return first
}

/**
 * Takes the place of what waits, before an SDK is loaded: it may keep what it finds. Where no job of virtual time is under
 * way, everything waits as it does.
 *
 * @param {(ms: number | null) => Promise<boolean>} skip asks the harness whether nothing is under way, and tells it that the job's
 *   time goes on by so much
 * @param {() => void} endless nothing is left to wait for but answers that never come
 */
export const useVirtualTime = (skip, endless) => {
  ask = skip
  onEndless = endless
  // Not when this file is loaded: the guard comes after that, and must not be gone round.
  guarded = net.Socket.prototype.connect
  Object.defineProperty(setTimeout, promisify.custom, { value: after })
  for (const owner of [globalThis, timers]) {
    Object.assign(owner, { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear })
  }
  promises.setTimeout = after
  promises.scheduler.wait = (ms, options) => after(ms, undefined, options)
  AbortSignal.timeout = abortAfter
  Object.assign(net.Socket.prototype, { setTimeout: socketTimeout, connect })
  performance.now = () => real.now() + now
  Math.random = () => (isVirtual ? drawn() : real.random())
  process.hrtime = Object.assign(
    (before) => {
      const [s, ns] = real.hrtime()
      const all = BigInt(s) * 1_000_000_000n + BigInt(ns) + BigInt(now) * 1_000_000n
      const then = before ? BigInt(before[0]) * 1_000_000_000n + BigInt(before[1]) : 0n
      return [Number((all - then) / 1_000_000_000n), Number((all - then) % 1_000_000_000n)]
    },
    { bigint: () => real.bigint() + BigInt(now) * 1_000_000n },
  )
  syncBuiltinESMExports()
}

/** A job of virtual time begins. What earlier ones left behind waits as it does: one clock for all of a process. */
export const beginVirtualTime = () => {
  isVirtual = true
  for (const timer of [...running]) timer.hold()
  lookForEnd(serial)
}

/** A client that has set no time-out waits for ever where no answer comes: that is its end. */
const lookForEnd = async (job) => {
  for (let seen = -1; job === serial; ) {
    await new Promise((resolve) => real.setTimeout(resolve, LOOK))
    if (job !== serial) return
    const isWaiting = due.size === 0 && isStill()
    if (isWaiting && seen === traffic() && (await ask(null)) && job === serial && seen === traffic()) return onEndless()
    seen = isWaiting ? traffic() : -1
  }
}

/** It is over: what it left behind waits as long as it does. */
export const endVirtualTime = () => {
  serial++
  isVirtual = false
  for (const timer of [...due]) timer.release()
}
