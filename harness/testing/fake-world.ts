import { afterAll } from 'vitest'
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from './fake-registry.ts'
import { makeSandbox, type Sandbox } from './sandbox.ts'

export type FakeWorld = {
  readonly registry: FakeRegistry
  /** Another project on another fresh machine, in front of the same registry. */
  readonly newSandbox: () => Sandbox
}

/** A fake registry for all tests of a file. Made at its top; it and all sandboxes are closed behind the last test. */
export const fakeWorld = async (options: FakeRegistryOptions = {}): Promise<FakeWorld> => {
  const registry = await startFakeRegistry(options)
  const sandboxes: Sandbox[] = []
  afterAll(async () => {
    for (const { close } of sandboxes) close()
    await registry.close()
  })
  return {
    registry,
    newSandbox: () => {
      const sandbox = makeSandbox(registry)
      sandboxes.push(sandbox)
      return sandbox
    },
  }
}
