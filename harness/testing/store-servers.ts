import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { run } from '../edges/process.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A server of somebody else's, on this machine. */
export type StoreServer = {
  readonly address: string
  /** At once, as a machine goes down. */
  readonly stop: () => Promise<void>
}

type Env = Readonly<Record<string, string>>

/**
 * A server that speaks as S3 does: moto's, from PyPI.
 * @param uv that fetches it
 */
export const startS3 = async (uv: string, env: Env): Promise<StoreServer> => {
  const port = await freePort()
  const words = [
    'tool',
    'run',
    '--from',
    'moto[server]==5.1.22',
    'moto_server',
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
  ]
  return started(uv, words, `http://127.0.0.1:${port}`, { ...env, PATH: [dirname(uv), env['PATH']].join(delimiter) })
}

/** An OCI registry: the reference one, from Debian's package, which is unpacked and not installed. null: there is no apt here. */
export const startRegistry = async (env: Env): Promise<StoreServer | null> => {
  const dir = temporaryFolder('registry')
  const fetched = await run({ file: 'apt-get', args: ['download', 'docker-registry'], cwd: dir, env })
  const [file] = readdirSync(dir)
  if (fetched.exitCode !== 0 || !file) return null
  await run({ file: 'dpkg', args: ['-x', file, '.'], cwd: dir, env })
  const port = await freePort()
  const config = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: join(dir, 'data') } },
    http: { addr: `127.0.0.1:${port}` },
  }
  writeFileSync(join(dir, 'config.yml'), JSON.stringify(config))
  const program = join(dir, 'usr', 'bin', 'docker-registry')
  return started(program, ['serve', join(dir, 'config.yml')], `http://127.0.0.1:${port}`, env)
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return address.port
}

const started = async (file: string, words: readonly string[], address: string, env: Env): Promise<StoreServer> => {
  // In a group of its own: uv starts what listens.
  const child = spawn(file, [...words], { env, stdio: 'ignore', detached: true })
  const ended = once(child, 'exit')
  for (let tries = 0; !(await answers(address)); tries++) {
    if (tries > 1_200 || child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${file} did not begin to listen.`)
    await wait(100)
  }
  return {
    address,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

const answers = async (address: string): Promise<boolean> => {
  try {
    await (await fetch(address)).body?.cancel()
    return true
  } catch {
    return false
  }
}
