import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../edges/paths.ts'
import type { Registry } from '../model/sdk.ts'

/** Where the sources of the fake packages lie: `npm/<package>/`, `pypi/<package>/`. */
export const packagesDir = join(root(), 'fixtures', 'packages')

const needsSchema = z.object({
  npm: z.record(z.string(), z.string()).default({}),
  pypi: z.record(z.string(), z.string()).default({}),
})

const rowSchema = z.strictObject({
  /** By semver; PyPI gets the same version in its own spelling. */
  version: z.string(),
  /** The registry's word (YYYY-MM-DD). */
  published: z.iso.date(),
  /** For the reader. */
  differs: z.string().optional(),
  /** What goes out otherwise than in the row before; the rest is kept. */
  sends: z.record(z.string(), z.json()).optional(),
  /** npm: what goes out of the file that is required otherwise than of the one that is imported, in this version alone. */
  sendsRequired: z.record(z.string(), z.json()).optional(),
  /** From this version on: the package is a fork, with another's code, and on PyPI imported by this name. */
  fork: z.strictObject({ of: z.string(), module: z.string() }).optional(),
  /** Dependencies from this version on. */
  needs: needsSchema.optional(),
  /** Dependencies of this version alone, beside the others. */
  needsOnceMore: needsSchema.optional(),
  /** What goes out otherwise in this version alone where its runtime is this one or newer: `98`, `3.13`. */
  sendsOn: z
    .strictObject({
      npm: z.string(),
      pypi: z.string(),
      sends: z.record(z.string(), z.json()),
    })
    .optional(),
  /** Which runtimes it says it wants, from this version on. Default: any that is measured on. */
  wants: z.strictObject({ npm: z.string(), pypi: z.string() }).optional(),
  /** How this version alone breaks down, and when. */
  fault: z
    .strictObject({ at: z.enum(['import', 'call', 'token-provider']), kind: z.enum(['hang', 'crash']) })
    .optional(),
  /** npm's word for this version alone. */
  deprecated: z.string().optional(),
  /** PyPI's word for this version alone. */
  yanked: z.string().optional(),
})

const tableSchema = z.record(z.string(), z.array(rowSchema))

/** What changes from release to release, row by row, by package; `fixtures/packages/releases.json` is the shipped one. */
export type ReleaseTable = z.input<typeof tableSchema>

type Behaviour = {
  readonly sends: Readonly<Record<string, unknown>>
  readonly fault: unknown
  readonly sendsOn?: Readonly<Record<Registry, string>> & { readonly sends: Readonly<Record<string, unknown>> }
}

/** One version of one fake package, with what it took over from the rows before it. */
export type FakeRelease = {
  readonly package: string
  readonly version: string
  /** The package whose code it has: its own, unless it is a fork. */
  readonly code: string
  /** What it is imported by on PyPI. */
  readonly module: string
  /** ISO 8601. */
  readonly publishedAt: string
  readonly needs: Readonly<Record<Registry, Readonly<Record<string, string>>>>
  /** `engines.node`, `Requires-Python`. */
  readonly wants: Readonly<Record<Registry, string>>
  /** Everything the code of the package reads of its own release. */
  readonly behaviour: Behaviour
  /** The same of the file that `require` loads; npm alone. */
  readonly required: Behaviour
  readonly deprecated: string | null
  readonly yanked: string | null
}

/** The shipped table, as it stands. */
export const shippedTable = (): ReleaseTable =>
  tableSchema.parse(JSON.parse(readFileSync(join(packagesDir, 'releases.json'), 'utf8')))

/** The same with dates that follow the versions, as those of PyPI do: the shipped one dates 1.4.1 before 1.4.0. */
export const datedTable = (): ReleaseTable => {
  const table = shippedTable()
  return {
    ...table,
    openai: (table['openai'] ?? []).map((row) => (row.version === '1.4.1' ? { ...row, published: '2024-05-22' } : row)),
  }
}

/** The shipped table with two openai alone, of which the newer moves the key, as an acceptance of the built-in list says it. */
export const movedKeyTable = (): ReleaseTable => {
  const table = shippedTable()
  const [first] = table['openai'] ?? []
  if (!first) throw new Error('The shipped table has a first openai.')
  const openai = [
    { ...first, version: '5.17.0', sends: { ...first.sends, azureKeyIn: ['api-key'] } },
    { version: '5.18.0', published: first.published, sends: { azureKeyIn: ['authorization'] } },
  ]
  return { ...table, openai }
}

/** Every release of every package, in the order of the table. */
export const releasesOf = (table: ReleaseTable): readonly FakeRelease[] =>
  Object.entries(tableSchema.parse(table)).flatMap(([name, rows]) => {
    let sends: Readonly<Record<string, unknown>> = {}
    let needs: FakeRelease['needs'] = { npm: {}, pypi: {} }
    let wants: FakeRelease['wants'] = { npm: '>=18', pypi: '>=3.9' }
    let fork = { of: name, module: moduleOf(name) }
    return rows.map((row) => {
      sends = { ...sends, ...row.sends }
      needs = row.needs ?? needs
      fork = row.fork ?? fork
      wants = row.wants ?? wants
      const sendsOn = row.sendsOn ? { sendsOn: row.sendsOn } : {}
      const more = row.needsOnceMore
      return {
        package: name,
        version: row.version,
        code: fork.of,
        module: fork.module,
        publishedAt: `${row.published}T12:00:00.000Z`,
        needs: more ? { npm: { ...needs.npm, ...more.npm }, pypi: { ...needs.pypi, ...more.pypi } } : needs,
        wants,
        behaviour: { sends, fault: row.fault ?? null, ...sendsOn },
        required: { sends: { ...sends, ...row.sendsRequired }, fault: row.fault ?? null, ...sendsOn },
        deprecated: row.deprecated ?? null,
        yanked: row.yanked ?? null,
      }
    })
  })

/** By convention: where a package's sources lie, and what a package of that name is imported by. */
export const moduleOf = (name: string): string => name.replaceAll('-', '_')

/** A version in the registry's spelling: `2.0.0-beta.1` is `2.0.0b1` on PyPI. */
export const spelledFor = (registry: Registry, version: string): string =>
  registry === 'npm' ? version : version.replace(/-(a|b|rc)[a-z]*\.?(\d+)$/, '$1$2')
