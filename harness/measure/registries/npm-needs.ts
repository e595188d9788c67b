import { z } from 'zod'
import { type Get, httpGet } from '../../edges/network.ts'
import { jsonOf } from './list-cache.ts'
import type { NeedsAnswer } from './look-up.ts'
import { whyNot } from './no-answer.ts'
import type { ListSource } from './revalidate.ts'

/** The short form that installers ask for; a registry without it gives the long one, which holds all of it. */
const ACCEPT = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8'

const texts = z.record(z.string(), z.string()).catch({})
const schema = z.object({
  versions: z.record(
    z.string(),
    z.object({ dependencies: texts, optionalDependencies: texts, peerDependencies: texts }),
  ),
})

/** What a version's manifest asks for, by the packument of its package. */
export const npmNeeds = async (
  { url, request }: ListSource,
  version: string,
  get: Get = httpGet,
): Promise<NeedsAnswer> => {
  const answer = await get(url, { ...request, headers: { accept: ACCEPT } })
  if (answer.kind !== 'ok') return { why: whyNot(answer) }
  const manifest = schema.safeParse(jsonOf(answer.body)).data?.versions[version]
  if (!manifest) return { why: 'the registry does not list this version' }
  const { dependencies, optionalDependencies, peerDependencies } = manifest
  return {
    needs: [
      ...Object.entries({ ...dependencies, ...optionalDependencies }).map(([name, text]) => ({
        name,
        text,
        kind: 'plain' as const,
      })),
      ...Object.entries(peerDependencies).map(([name, text]) => ({ name, text, kind: 'peer' as const })),
    ],
  }
}
