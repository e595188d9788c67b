import type { MatrixSdk } from '../../model/matrix.ts'
import type { Registry, ReleaseList } from '../../model/sdk.ts'
import type { World } from '../../pipeline/world.ts'

/** What the registries say about some SDKs; one that does not answer costs its own SDK the answer alone. */
export type Lists = {
  readonly of: (registry: Registry, name: string) => ReleaseList | { readonly reason: string }
  /** Lists that are those of an earlier look-up. */
  readonly notes: readonly string[]
}

/** Asks for the versions of each of these SDKs, all at once. */
export const lookUp = async (sdks: readonly MatrixSdk[], world: Pick<World, 'listReleases'>): Promise<Lists> => {
  const answers = new Map(
    await Promise.all(
      [...new Map(sdks.map((sdk) => [keyOf(sdk.registry, sdk.package), sdk])).values()].map(
        async (sdk) =>
          [
            keyOf(sdk.registry, sdk.package),
            await world.listReleases(sdk).catch((error: unknown) => reasonOf(error)),
          ] as const,
      ),
    ),
  )
  return {
    of: (registry, name) => answers.get(keyOf(registry, name)) ?? { reason: `${name} was not looked up.` },
    notes: [...answers.values()].flatMap((answer) =>
      'from' in answer && answer.from === 'cache'
        ? [
            `The versions of ${answer.package} on ${answer.registry} are those of the last look-up: it was not asked or did not answer.`,
          ]
        : [],
    ),
  }
}

const keyOf = (registry: Registry, name: string): string => `${registry} ${name}`

/** Only what a registry says is a reason; a mistake of the user or of ours is thrown on. */
const reasonOf = (error: unknown): { readonly reason: string } => {
  if (error instanceof Error && error.name === 'RegistryError') return { reason: error.message }
  throw error
}
