import { getResponse, http, type RequestHandler } from 'msw'
import type { SpawnDriver } from '../edges/driver-process.ts'
import { play } from '../measure/capture/interlude.ts'
import type { CaptureServer } from '../measure/capture/server.ts'
import { ANSWERED_BY } from '../measure/gateways/answered-by.ts'
import type { Scenario } from '../model/scenario.ts'
import type { World } from '../pipeline/world.ts'

/** One answer as it is sent: status, header fields in a row, body. */
type Answer = readonly [status: number, headers: readonly string[], body: string]

/**
 * One driver's life: what started it and all that it was told to do. Places stand as `@HOME@`, `@GATEWAY@`, `@OTHER@`,
 * `@OTHER-PORT@`.
 */
type Session = {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The line that it is told first. */
  readonly hello: string
  /** The lines that it is told when it is ready, and when the one before has ended. */
  readonly jobs: readonly string[]
  /** How many of these ended. */
  readonly ended: number
}

/** All that `bare.mjs` needs to let the same drivers make the same requests and get the same answers. */
export type Recording = {
  /** In the order in which they were started. */
  readonly sessions: readonly Session[]
  /** By session and cell. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>
}

/** Is all that it meets an answer of the gateway's plain listeners, in their order? No more is replayed. */
export const isReplayable = ({ scheme, time, hosts, answers, first = [], environment }: Scenario): boolean =>
  !(scheme || time || hosts || answers) &&
  first.every((one) => 'status' in one || ('redirect' in one && one.location === undefined)) &&
  Object.values(environment?.variables ?? {}).every((value) => typeof value === 'string')

/** A world like `world` that writes down what its drivers do. Ask for the recording when the run is over. */
export const recordingWorld = <W extends Pick<World, 'startCapture' | 'spawnDriver'>>(
  world: W,
): { readonly world: W; readonly recording: () => Recording } => {
  const sessions: Recorded[] = []
  const answers: Record<string, readonly Answer[]> = {}
  const captures = new Map<number | undefined, string>()
  let started = 0
  const startCapture: World['startCapture'] = async ({ handlersFor, ...rest }) => {
    // Made for one cell each, or to ask what another gateway would have said: that is nobody's answer.
    let made: Answer[] = []
    const server = await world.startCapture({
      ...rest,
      handlersFor: (gateway) => {
        const given: Answer[] = []
        made = given
        return [noting(handlersFor(gateway), (answer) => given.push(answer))]
      },
    })
    // Not by its port: once it is closed, a later one may be given the same.
    const name = `c${started++}`
    captures.set(server.ports[0], name)
    return noteTaken(
      server,
      name,
      () => made,
      (key, given) => {
        answers[`${name}-${key}`] = given
      },
    )
  }

  const spawnDriver: SpawnDriver = async (commandFor, listeners) => {
    const session: Recorded = { file: '', args: [], env: {}, ports: [], hello: '', jobs: [], ended: 0 }
    sessions.push(session)
    const line = (text: string): void => {
      if (text.includes('"end"')) session.ended += 1
      listeners.line(text)
    }
    const driver = await world.spawnDriver(
      (place) => {
        const command = commandFor(place)
        const { file, args, env } = command
        Object.assign(session, { file, args: args.map((arg) => arg.replaceAll(place.home, '@HOME@')), env })
        return command
      },
      { ...listeners, line },
    )
    return {
      ...driver,
      send: (text) => {
        driver.send(text)
        note(session, text.trimEnd(), (port) => captures.get(port) ?? '')
      },
    }
  }

  return { world: { ...world, startCapture, spawnDriver }, recording: () => ({ sessions, answers }) }
}

/** A session under way. */
type Recorded = Pick<Session, 'file' | 'args' | 'env'> & {
  ports: readonly number[]
  hello: string
  readonly jobs: string[]
  ended: number
}

/** What a driver is told, free of this run's ports. What it is answered, the replay answers by itself. */
const note = (session: Recorded, line: string, nameAt: (port: number | undefined) => string): void => {
  const told: { readonly ports?: readonly number[]; readonly recipe?: unknown } = JSON.parse(line)
  if (told.ports) {
    session.ports = told.ports
    session.hello = JSON.stringify({ ...told, ports: ['@PORTS@'] })
  }
  if (!told.recipe) return
  const [gateway, other] = session.ports
  const name = nameAt(gateway)
  session.jobs.push(
    line
      .replaceAll(`127.0.0.1:${gateway}/c/`, `@GATEWAY@/c/${name}-`)
      .replaceAll(`localhost:${other}/c/`, `@OTHER@/c/${name}-`),
  )
}

/** A handler that answers as these do, and tells what it answered. */
const noting = (handlers: RequestHandler[], note: (answer: Answer) => void): RequestHandler =>
  http.all('*', async ({ request }) => {
    const response = await getResponse(handlers, request)
    if (response) note(await asAnswer(response.clone()))
    return response
  })

const asAnswer = async (response: Response): Promise<Answer> => {
  const body = await response.text()
  const headers = [...response.headers].filter(([name]) => name !== ANSWERED_BY)
  return [response.status, [...headers.flat(), 'content-length', `${Buffer.byteLength(body)}`], body]
}

/**
 * Tells of each cell that is closed what its interlude and its gateway said, request by request.
 * @param name of the server in the recording
 * @param made what the handlers that were made last will have answered
 */
const noteTaken = (
  server: CaptureServer,
  name: string,
  made: () => readonly Answer[],
  taken: (key: string, answers: readonly Answer[]) => void,
): CaptureServer => {
  const played = new Map<string, readonly Answer[]>()
  const given = new Map<string, readonly Answer[]>()
  return {
    ...server,
    open: (cell) => {
      const at = (authority: string): string => `http://${authority}/c/${name}-${cell.key}`
      const elsewhere = { 'other-port': at('@OTHER-PORT@'), 'other-origin': at('@OTHER@') }
      const places = { 'same-origin': '', relative: '', ...elsewhere, http: '' }
      const told = cell.first.filter((interlude) => 'status' in interlude || 'redirect' in interlude)
      // Long done when the cell is taken: no request was made yet.
      void Promise.all(told.map((interlude) => asAnswer(play(interlude, '', places, new Date())))).then((all) =>
        played.set(cell.key, all),
      )
      const address = server.open(cell)
      given.set(cell.key, made())
      return address
    },
    take: (key) => {
      const exchanges = server.take(key)
      const answers = [...(played.get(key) ?? []), ...(given.get(key) ?? [])]
      taken(key, answers.slice(0, exchanges.length))
      return exchanges
    },
  }
}
