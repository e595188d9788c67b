import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../edges/paths.ts'
import { run as runProcess } from '../edges/process.ts'

const envSchema = z.record(z.string(), z.coerce.string()).default({})
const stepSchema = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  env: envSchema,
})
const workflowSchema = z.object({
  env: envSchema,
  jobs: z.record(z.string(), z.object({ env: envSchema, steps: z.array(stepSchema) })),
})

export type StepEnd = { readonly name: string; readonly code: number | null; readonly output: string }

/** A workflow's text, as it is committed. @param path from the checkout's root */
export const workflowText = (path: string): string => readFileSync(join(root(), path), 'utf8')

/**
 * Runs each `run:` step of a workflow as a runner does: bash -eo pipefail, the workflow's and the job's environment, and
 * nothing after a failure but what says `!cancelled()`. Steps that use an action are left out.
 * @param github what `${{ github.… }}` stands for
 */
export const runWorkflow = async (
  path: string,
  options: {
    readonly cwd: string
    readonly env: Readonly<Record<string, string>>
    readonly github: Readonly<Record<string, string>>
  },
): Promise<readonly StepEnd[]> => {
  const { env: everywhere, jobs } = workflowSchema.parse(parse(workflowText(path)))
  const filled = (env: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(env).map(([key, value]) => [key, expressions(value, options.github)]))
  const ends: StepEnd[] = []
  for (const job of Object.values(jobs))
    for (const step of job.steps) {
      if (step.run === undefined) continue
      const failed = ends.some(({ code }) => code !== 0)
      if (failed && !step.if?.includes('!cancelled()')) continue
      const { exitCode, stdout, stderr } = await runProcess({
        file: 'bash',
        args: ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
        cwd: options.cwd,
        env: {
          ...options.env,
          CI: 'true',
          GITHUB_ACTIONS: 'true',
          ...filled(everywhere),
          ...filled(job.env),
          ...filled(step.env),
        },
      })
      ends.push({ name: step.name ?? step.run, code: exitCode, output: `${stdout}\n${stderr}` })
    }
  return ends
}

const expressions = (text: string, github: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => {
    // Of a repository that has set none.
    if (/^secrets\./.test(expression)) return ''
    const value = expression.startsWith('github.') ? github[expression.slice('github.'.length)] : undefined
    if (value === undefined) throw new Error(`No value for \${{ ${expression} }}.`)
    return value
  })
