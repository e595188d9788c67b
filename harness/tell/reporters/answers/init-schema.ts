import { z } from 'zod'
import { REGISTRIES } from '../../../model/sdk.ts'
import type { Overview, ProgramDone, ProjectDone } from '../../../model/set-up.ts'

const dependency = z.strictObject({
  registry: z.enum(REGISTRIES),
  package: z.string(),
  versions: z
    .array(z.string())
    .describe('Those that are locked or pinned, oldest first; where none is, what is asked for.'),
  by: z
    .enum(['matrix', 'family', 'ready'])
    .nullable()
    .describe('By what it can be measured: an entry of yours, known scenarios, a program that comes with the tool.'),
})

const overview = z.strictObject({
  dependencies: z.array(dependency),
  ready: z.array(
    z.strictObject({ name: z.string(), title: z.string(), packages: z.array(z.string()).describe('npm:stripe') }),
  ),
})

const project = z.strictObject({
  dryRun: z.boolean(),
  dependencies: z.array(dependency),
  files: z
    .array(z.strictObject({ path: z.string(), text: z.string() }))
    .describe('Written, or with a dry run what would be.'),
  leftAlone: z.array(z.string()).describe('There already: not touched.'),
  unnamed: z.array(z.string()).describe('What the matrix file that is there does not name, and can be measured.'),
  next: z.array(z.string()),
})

const program = z.strictObject({
  files: z.array(z.string()),
  matrix: z.string(),
  sdk: z.string().describe('Id of the entry.'),
  registry: z.enum(REGISTRIES),
  notes: z.array(z.string()),
})

/** What `init --json` prints: with `--list`, without a name, with one. */
export const initSchema = z.union([overview, project, program])

overview satisfies z.ZodType<Overview>
project satisfies z.ZodType<ProjectDone>
program satisfies z.ZodType<ProgramDone>
