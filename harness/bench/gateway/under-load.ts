import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { watchMemory } from '../memory.ts'
import { cpuMsOf } from '../time-command.ts'

export type Load = {
  /** Requests in all; whole batches are made. */
  readonly requests: number
  /** Slow and broken clients beside. */
  readonly beside: number
}

export type Rate = {
  readonly perSecond: number
  /** Microseconds of the server's processor time for each; null where the system does not tell. */
  readonly cpuUs: number | null
}

/** A server and who asks it, each in a process of its own. */
export type UnderLoad = {
  /**
   * How fast its requests were answered.
   * @throws Error when one was not answered as it must be, or is not in its cell
   */
  readonly put: (load: Load) => Promise<Rate>
  /** MiB that the server has in use between two loads, of what it was given by V8; of ours alone. */
  readonly live: () => Promise<number>
  /** MiB that the server held at most until now; null where the system does not tell. */
  readonly peak: () => number | null
  readonly stop: () => Promise<void>
}

type FromLoad =
  | { readonly next: true }
  | { readonly done: string }
  | { readonly fault: string }
  | { readonly wallMs: number; readonly requests: number }

/** Starts one of the servers beside this file. */
export const underLoad = async (server: 'our-server.ts' | 'bare-server.ts' | 'msw-server.ts'): Promise<UnderLoad> => {
  const asked = await started(server)
  const load = await started('load.ts')
  const memory = watchMemory(asked.child.pid ?? 0)
  return {
    put: async (wanted) => {
      const before = cpuMsOf(asked.child.pid ?? 0)
      const perSecond = await putOn(asked, load.child, wanted)
      const after = cpuMsOf(asked.child.pid ?? 0)
      const cpuUs = before === null || after === null ? null : ((after - before) * 1000) / wanted.requests
      return { perSecond, cpuUs }
    },
    live: async () => {
      asked.child.send({ live: true })
      const [told]: readonly { readonly live: number }[] = await once(asked.child, 'message')
      return told?.live ?? 0
    },
    peak: () => memory.soFar()?.main ?? null,
    stop: async () => {
      memory.stop()
      await Promise.all([asked, load].map(({ child }) => ended(child)))
    },
  }
}

type Started = { readonly child: ChildProcess; readonly port: number }

const started = async (file: string): Promise<Started> => {
  const child = fork(join(import.meta.dirname, file), { execArgv: ['--expose-gc'] })
  const [told]: readonly { readonly port: number }[] = await once(child, 'message')
  return { child, port: told?.port ?? 0 }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  child.disconnect()
  await once(child, 'exit')
}

const putOn = ({ child: server, port }: Started, load: ChildProcess, { requests, beside }: Load): Promise<number> =>
  new Promise((resolve, reject) => {
    const onBatch = (batch: object): void => void load.send({ batch })
    const end = (how: () => void): void => {
      server.off('message', onBatch).off('exit', onExit)
      load.off('message', onLoad)
      how()
    }
    const onExit = (): void => end(() => reject(new Error('the server ended under the load')))
    const onLoad = (message: FromLoad): void => {
      if ('next' in message || 'done' in message) server.send(message)
      else if ('fault' in message) end(() => reject(new Error(message.fault)))
      else end(() => resolve(message.requests / (message.wallMs / 1000)))
    }
    server.on('message', onBatch).on('exit', onExit)
    load.on('message', onLoad)
    load.send({ go: requests, beside, port })
  })
