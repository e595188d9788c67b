import { steadyClock } from '../../edges/clock.ts'
import { portTaken } from '../../edges/port-taken.ts'
import { untilInterrupted } from '../../edges/until-interrupted.ts'
import { UserError } from '../../errors.ts'
import { type Conceal, concealer } from '../../judge/secrets/conceal.ts'
import { type Served, serveGateway } from '../../measure/capture/serve-gateway.ts'
import { startAuthority } from '../../measure/credentials/authority.ts'
import { mintCredentials } from '../../measure/credentials/mint.ts'
import { isTracing } from '../../measure/gateways/apim/document-gateway.ts'
import type { Told } from '../../measure/gateways/apim/run-document.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import type { GatewayLine, ServedRequest } from '../../model/served.ts'
import { served } from '../../tell/reporters/answers/served.ts'
import { serving } from '../../tell/reporters/answers/serving.ts'
import { jsonText } from '../../tell/words/in-sight.ts'
import type { Context as CommandContext } from '../command.ts'
import { byRole, carriedIn } from '../inputs/carried-credentials.ts'
import { oneGateway } from '../inputs/one-gateway.ts'

/** What is said on the command line. */
export type Flags = {
  readonly port: number
  readonly config?: string
  readonly family?: readonly string[]
  readonly env?: boolean
  readonly json?: boolean
}

/**
 * Serves a gateway until it is interrupted, and tells each request.
 * @throws UserError when there is no such gateway, and when the port is taken
 */
export const serve = async (
  name: string,
  flags: Flags,
  { place, terminal }: Pick<CommandContext, 'place' | 'terminal'>,
): Promise<void> => {
  const { gateway, credentials: shapes } = await oneGateway(name, flags, place)
  if (flags.port !== 0 && (await portTaken(flags.port))) throw taken(flags.port)
  const authority = await startAuthority(undefined, steadyClock.now)
  const credentials = await mintCredentials(authority, shapes)
  const { minted } = credentials
  const pieces = concealer(minted)
  const roles: Conceal = (text) => pieces(byRole(text, minted))
  const told: Told[] = []
  let count = 0
  let printed = Promise.resolve()
  const print = (text: string): void => {
    printed = printed.then(() => terminal.out(text))
  }
  const onServed = (one: Served): void => {
    count += 1
    const request = { ...facts(one, told, roles), credentials: carriedIn(one, minted) }
    print(flags.json ? line({ kind: 'request', ...request }) : served(request, { colour: terminal.colour }))
  }
  const { url, close } = await serveGateway(
    () => handlersOf(gateway, { credentials, authority }, told),
    flags.port,
    onServed,
  ).catch((error: unknown) => {
    throw isTaken(error) ? taken(flags.port) : error
  })
  const shown = credentials.roles.filter((role) => !(role in credentials.files))
  const start = {
    gateway: gateway.id,
    title: gateway.title,
    url,
    credentials: Object.fromEntries(shown.map((role) => [role, credentials.of(role)])),
  }
  // Before the first word: who reads the address may end it at once.
  const ended = untilInterrupted()
  print(
    flags.json
      ? line({ kind: 'serving', ...start })
      : serving(start, { colour: terminal.colour, env: flags.env ?? false }),
  )
  await ended
  await close()
  await authority.close()
  print(flags.json ? line({ kind: 'ended', requests: count }) : `${count} ${count === 1 ? 'request' : 'requests'}.\n`)
  await printed
}

type Context = Parameters<Gateway['handlers']>[0]

const handlersOf = (gateway: Gateway, context: Context, told: Told[]) =>
  isTracing(gateway) ? gateway.traced(context, (one) => told.push(one)) : gateway.handlers(context)

/** What a document told of the request that was just answered is the last of its kind. */
const facts = (
  { method, target, status, by }: Served,
  told: Told[],
  roles: Conceal,
): Omit<ServedRequest, 'credentials'> => {
  const at = told.findIndex((one) => one.method === method && one.url.endsWith(target) && one.by === by)
  const [trace] = at < 0 ? [] : told.splice(at, 1)
  return {
    method,
    target: roles(target),
    status,
    by,
    trace: (trace?.traces ?? []).map(({ spot, policy, did }) => ({
      at: `${spot.file}:${spot.line}`,
      policy,
      did: roles(did),
    })),
  }
}

const line = (value: GatewayLine): string => `${jsonText(value, 0)}\n`

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const taken = (number: number): UserError =>
  new UserError('gateway/port-taken', {
    what: `Port ${number} of 127.0.0.1 is taken by another program.`,
    where: `--port ${number}`,
    hint: 'Name another port, or --port 0 for a free one.',
  })
