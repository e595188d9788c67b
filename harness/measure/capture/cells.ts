import type { AskedWait, Exchange, RawBody } from '../../model/capture.ts'
import type { Interlude } from '../../model/scenario.ts'
import { askedWaits } from './interlude.ts'
import { type Room, roomForBodies } from './room.ts'
import { readScript, type Script } from './script.ts'
import { MAX_KEPT_BYTES, type Turn } from './turn.ts'
import { countUnseen } from './unseen.ts'

/** One scenario behind one gateway, as the capture knows it. */
export type OpenCell = Script & {
  /** Safe in a URL's path. */
  readonly key: string
  /**
   * Below which path its requests lie: one of its own, `/c/<key>`, so that a driver needs two sockets and no more; or none,
   * for what takes a host and a port alone: the sockets are then this cell's until it is taken.
   */
  readonly at: 'path' | 'root'
  readonly gateway: string
  /** Is its address one over TLS? Default: no. */
  readonly scheme?: 'https'
  /** Hosts at which its client may ask for tokens. Default: none. */
  readonly tokenHosts?: readonly string[]
}

/** An exchange under way: its body and answer are filled in as they come. */
export type Draft = Omit<Exchange, 'body' | 'digests' | 'answered' | 'gaveUpAfterMs'> & {
  body: RawBody
  digests?: NonNullable<Exchange['digests']>
  answered: Exchange['answered']
  gaveUpAfterMs?: number
}

/** What arrived and stands in no cell's exchanges. */
export type Stray = {
  readonly target: string
  readonly why: 'no such cell' | 'late' | 'malformed' | 'no TLS' | 'tunnel' | 'too many'
  /** Whose it is, where its listener is one cell's own. */
  readonly key?: string
  /** How it began, of what could not be read. */
  readonly began?: string
}

/** What arrives for a cell, and the interlude it meets, if any. */
export type Arrival = {
  readonly draft: Draft
  readonly turn: Turn
  readonly interlude: Interlude | undefined
  /** For a body of it that is long; closed when the cell is taken. */
  readonly room: Room
  /** Is there room for a body of so many bytes, beside those of its cell that are kept? Then it is taken. */
  readonly keeps: (bytes: number) => boolean
  /** The same, of bodies that are told as texts. */
  readonly keepsText: (bytes: number) => boolean
  /** It was answered, or cannot be. */
  readonly settle: () => void
  /** It will never be answered. Gives what to call once the client waits for it no longer. */
  readonly hang: () => () => void
}

type Cell = {
  readonly drafts: Draft[]
  /** What else is known of each of them. */
  readonly turns: Turn[]
  readonly meets: ReturnType<typeof readScript>
  readonly room: Room
  /** Bytes of bodies that are kept. */
  keptBytes: number
  /** Bytes of bodies that are told as texts. */
  textBytes: number
  /** Requests that are being answered. */
  underWay: number
  /** Milliseconds that its client's time is ahead of ours. */
  skippedMs: number
  /** The same when the last of its requests arrived, or was given up. */
  skippedBeforeMs: number
  /** The waits that the last answer asked for. */
  asked: readonly AskedWait[]
  /** Requests that will never be answered, each with what to call once its client waits no longer. */
  readonly hung: Map<Draft, () => void>
}

/** More requests than any scenario makes: past it a client runs in a circle, and is cut off. */
const MAX_EXCHANGES = 1_000
/**
 * Bytes of lines and fields that are kept of all requests, and as many of bodies that are told as texts: twenty times what all
 * scenarios of one version come to. They are in memory until it is done.
 */
const MAX_OF_ALL = 16 * 1024 * 1024
/** Enough to see what went astray; a client in a circle must not fill the memory. */
const MAX_STRAYS = 1_000

/** Status 0 until the answer is known: it never left, since the client went away first. */
const UNANSWERED = { status: 0, by: 'unanswered' } as const

/** Which requests belong to which cell, in the order of their arrival. */
export const cellBook = (maxOfAll = MAX_OF_ALL) => {
  const cells = new Map<string, Cell>()
  const taken = new Set<string>()
  const unseen = countUnseen()
  /** Bytes that are kept of all cells together. */
  const kept = { fields: 0, texts: 0 }
  let atRoot: string | null = null
  let underWay: string | null = null
  const strays: Stray[] = []

  const astray = (stray: Stray): void => {
    if (strays.length < MAX_STRAYS) strays.push(stray)
    if (stray.why !== 'malformed') return
    // Jobs are made one after the other: what does not say whose it is, is of the one that is under way.
    const key = stray.key ?? atRoot ?? addressOf(stray.began ?? '') ?? underWay
    if (key !== null) unseen.add(key, cells.has(key) ? 'malformed' : 'late')
  }

  /** The cell that a request is entered under; none when it is a stray. */
  const enter = (key: string, { target, headers }: Pick<Exchange, 'target' | 'headers'>): Cell | null => {
    const cell = cells.get(key)
    if (cell && cell.drafts.length < MAX_EXCHANGES && kept.fields < maxOfAll) {
      kept.fields += target.length
      for (const [name, value] of headers) kept.fields += name.length + value.length
      return cell
    }
    const isLate = taken.has(key)
    if (cell) unseen.add(key, 'tooMany')
    else if (isLate) unseen.add(key, 'late')
    astray({ target, why: cell ? 'too many' : isLate ? 'late' : 'no such cell' })
    return null
  }

  /** Copies: an answer that comes late must not change what was taken. */
  const exchanges = (key: string): readonly Exchange[] => (cells.get(key)?.drafts ?? []).map((draft) => ({ ...draft }))

  return {
    open: (cell: OpenCell): void => {
      if (!/^[\w.~-]+$/.test(cell.key)) throw new Error(`not safe in a URL: ${cell.key}`)
      if (cells.has(cell.key)) throw new Error(`already open: ${cell.key}`)
      if (atRoot !== null) throw new Error(`these sockets belong to ${atRoot}`)
      if (cell.at === 'root') atRoot = cell.key
      const still = { keptBytes: 0, textBytes: 0, underWay: 0, skippedMs: 0, skippedBeforeMs: 0, asked: [] }
      cells.set(cell.key, {
        ...still,
        ...{ hung: new Map(), drafts: [], turns: [], meets: readScript(cell), room: roomForBodies() },
      })
    },
    /** Takes a request's target apart: whose it is, and what was asked for. Without a key it is a stray, and its target stays whole. */
    addressed: (url: string): { readonly key: string; readonly target: string } => {
      if (atRoot !== null) return { key: atRoot, target: url }
      const [, key, rest = ''] = /^\/c\/([^/?]+)(.*)$/s.exec(url) ?? []
      if (key === undefined) return { key: '', target: url }
      return { key, target: rest.startsWith('/') ? rest : `/${rest}` }
    },
    /** Enters a request under its cell; null when it is a stray. */
    arrive: (
      key: string,
      request: Pick<Exchange, 'method' | 'origin' | 'secure' | 'host' | 'via' | 'certificate' | 'target' | 'headers'>,
    ): Arrival | null => {
      const cell = enter(key, request)
      if (!cell) return null
      const waited = waitIn(cell)
      const draft: Draft = { ...request, ...(waited ? { waited } : {}), body: NO_BODY, answered: UNANSWERED }
      const interlude = cell.meets(request)
      const turn: Turn = { by: interlude && !('pass' in interlude) ? 'scenario' : 'gateway', bytes: null, heard: null }
      cell.drafts.push(draft)
      cell.turns.push(turn)
      cell.underWay += 1
      cell.asked = interlude && 'status' in interlude && !('redirect' in interlude) ? askedWaits(interlude) : []
      cell.skippedBeforeMs = cell.skippedMs
      const arrivedMs = cell.skippedMs
      let open = true
      const settle = (): void => {
        if (open) cell.underWay -= 1
        open = false
      }
      const keeps = (bytes: number): boolean => {
        const isRoom = cell.keptBytes + bytes <= MAX_KEPT_BYTES
        if (isRoom) cell.keptBytes += bytes
        return isRoom
      }
      const keepsText = (bytes: number): boolean => {
        const isRoom = cell.textBytes + bytes <= MAX_KEPT_BYTES && kept.texts + bytes <= maxOfAll
        if (!isRoom) return false
        cell.textBytes += bytes
        kept.texts += bytes
        return true
      }
      const abandon = (): void => {
        if (!cell.hung.delete(draft) || cell.skippedMs === arrivedMs) return
        draft.gaveUpAfterMs = Math.round(cell.skippedMs - arrivedMs)
        cell.skippedBeforeMs = cell.skippedMs
      }
      const hang = (): (() => void) => {
        settle()
        cell.hung.set(draft, abandon)
        return abandon
      }
      return { draft, turn, interlude, room: cell.room, keeps, keepsText, settle, hang }
    },
    astray,
    /** Whose the sockets are until it is taken; null: each request says it by its path. */
    atRoot: (): string | null => atRoot,
    /** This cell's client is the one that runs now. */
    begin: (key: string): void => {
      underWay = key
    },
    /** What was not looked at of a cell's, until now: also after it was taken. */
    unseen: unseen.of,
    /** Enters a request that somebody before the gateway answered: it meets nothing of the script. False: there is no such cell. */
    note: (key: string, exchange: Omit<Exchange, 'body'>): boolean => {
      const cell = enter(key, exchange)
      if (!cell) return false
      const waited = waitIn(cell)
      cell.skippedBeforeMs = cell.skippedMs
      cell.drafts.push({ ...exchange, ...(waited ? { waited } : {}), body: NO_BODY })
      cell.turns.push({ by: 'scenario', bytes: null, heard: null })
      return true
    },
    /** Is any of its requests being answered? */
    isUnderWay: (key: string): boolean => (cells.get(key)?.underWay ?? 0) > 0,
    /** Will one of its requests, which its client still waits for, never be answered? */
    isHung: (key: string): boolean => (cells.get(key)?.hung.size ?? 0) > 0,
    /** The program itself lets so much pass before its next request: that is no wait of its client. */
    pause: (key: string, ms: number): void => {
      const cell = cells.get(key)
      if (cell) cell.skippedBeforeMs += ms
    },
    /** The client's time goes on by so much. */
    skip: (key: string, ms: number): void => {
      const cell = cells.get(key)
      if (cell) cell.skippedMs += ms
    },
    /** What else is known of each of a cell's exchanges, in the same order; none when they were taken. */
    turns: (key: string): readonly Turn[] => (cells.get(key)?.turns ?? []).map((turn) => ({ ...turn })),
    count: (key: string): number => cells.get(key)?.drafts.length ?? 0,
    exchanges,
    take: (key: string): readonly Exchange[] => {
      const { drafts = [], hung, room } = cells.get(key) ?? {}
      const last = drafts.at(-1)
      // Its client is done: that its connection is closed may not be known yet.
      if (last) hung?.get(last)?.()
      const all = exchanges(key)
      room?.close()
      if (cells.delete(key)) taken.add(key)
      if (underWay === key) underWay = null
      if (atRoot === key) atRoot = null
      return all
    },
    strays: (): readonly Stray[] => [...strays],
  }
}

/** How long the client waited before what arrives now, where it waited at all. */
const waitIn = ({ skippedMs, skippedBeforeMs, asked }: Cell): Exchange['waited'] => {
  // Parts of a millisecond come of adding, and no client waits by them.
  const ms = Math.round(skippedMs - skippedBeforeMs)
  return ms > 0 ? { ms, ...(asked.length > 0 ? { asked } : {}) } : undefined
}

/** Whose address stands in the first line of what could not be read. */
const addressOf = (began: string): string | null => /^[^\r\n]*?\/c\/([\w.~-]+)/.exec(began)?.[1] ?? null

const NO_BODY: RawBody = { bytes: 0, text: '' }
