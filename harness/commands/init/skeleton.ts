import { ecosystems } from '../../ecosystems/index.ts'
import { packageSlug, sdkId } from '../../ecosystems/sdk-id.ts'
import type { Language } from '../../model/runtime.ts'
import type { Registry } from '../../model/sdk.ts'
import type { Had } from './had.ts'
import { versionsFrom } from './versions-from.ts'
import type { Draft } from './write.ts'

/** A program to begin with, for a package of which nothing is known: it has all but the call. */
export const skeletonDraft = (registry: Registry, name: string, had: Had): Draft => {
  const { language, name: registryName } = ecosystems[registry]
  const slug = packageSlug(name)
  const { file, text } = LANGUAGES[language]
  const { versions, words } = versionsFrom(registry, had)
  return {
    registry,
    file: file(slug),
    text: (path) => text(name, path),
    entry: (run) => ({
      sdk: { id: sdkId(registry, name), registry, package: name, versions, programs: { [slug]: run } },
      credentials: {},
    }),
    notes: [
      `Nothing is known of ${name} (${registryName}): the program imports it, and says that it cannot (exit code 78) until you have written your call there.`,
      words,
    ],
  }
}

type Skeleton = {
  readonly file: (slug: string) => string
  /** @param path of the program, as the user sees it */
  readonly text: (name: string, path: string) => string
}

const LANGUAGES: Readonly<Record<Language, Skeleton>> = {
  node: {
    file: (slug) => `${slug}.mjs`,
    text: (
      name,
      path,
    ) => `// What is measured of ${name}: the calls that you make, at the run's gateway and with a credential of the run.
import * as sdk from '${name}'

const { SDKDRIFT_GATEWAY_URL: url, SDKDRIFT_API_KEY: key } = process.env

// Write your call here, and take out the two lines at the end:
//   const client = new sdk.Client({ baseURL: url, apiKey: key })
//   await client.things.list()
console.error(${said(path)})
process.exit(78)
`,
  },
  python: {
    // Not by the module's own name: Python looks in the script's folder first.
    file: (slug) => `${moduleOf(slug)}_calls.py`,
    text: (
      name,
      path,
    ) => `# What is measured of ${name}: the calls that you make, at the run's gateway and with a credential of the run.
import os
import sys

# A module may be called otherwise than its package.
import ${moduleOf(name)} as sdk

url, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]

# Write your call here, and take out the two lines at the end:
#   client = sdk.Client(base_url=url, api_key=key)
#   client.things.list()
print(${said(path)}, file=sys.stderr)
sys.exit(78)
`,
  },
}

/** In quotes, as both languages read them. */
const said = (path: string): string => JSON.stringify(`${path} makes no call yet: write it there.`)

const moduleOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')
