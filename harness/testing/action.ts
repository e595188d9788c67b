import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { StepEnd } from './workflow.ts'

const stepSchema = z.object({
  name: z.string(),
  id: z.string().optional(),
  if: z.string().default('true'),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).default({}),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
})
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().default('') })),
  runs: z.object({ steps: z.array(stepSchema) }),
})

/** The action, as it is committed. */
export const action = () => actionSchema.parse(parse(readFileSync(join(root(), 'action.yml'), 'utf8')))

/** What a step that uses another action was given. */
export type UsedAction = { readonly uses: string; readonly with: Readonly<Record<string, string>> }

/**
 * Runs the action's steps as a runner does: expressions and conditions by the contexts that there are, outputs from step to
 * step, nothing after a failure but what says `!cancelled()`. What uses another action is told, and not run.
 */
export const runAction = async (options: {
  readonly inputs: Readonly<Record<string, string>>
  readonly cwd: string
  /** The runner's temporary folder. */
  readonly temp: string
  readonly env: Readonly<Record<string, string>>
  readonly github: Readonly<Record<string, unknown>>
}): Promise<{ readonly ends: readonly StepEnd[]; readonly used: readonly UsedAction[] }> => {
  const { inputs: known, runs } = action()
  const inputs = Object.fromEntries(
    Object.entries(known).map(([name, input]) => [name, options.inputs[name] ?? input.default]),
  )
  const steps: Record<string, { outcome: string; outputs: Record<string, string> }> = {}
  const ends: StepEnd[] = []
  const used: UsedAction[] = []
  const evaluate = (expression: string): unknown =>
    runInNewContext(
      // A context's member that is not there is empty; `-` is part of a name.
      expression.replaceAll(/\b(inputs|github|runner|steps)((?:\.[\w-]+)+)/g, (_, context: string, path: string) => {
        const names = path.split('.').slice(1)
        return `(${[context, ...names.map((name) => `['${name}']`)].join('?.')} ?? '')`
      }),
      {
        ...{ inputs, steps, github: { action_path: root(), ...options.github } },
        runner: { temp: options.temp, os: 'Linux' },
        ...{ cancelled: () => false, toJSON: (value: unknown) => JSON.stringify(value, null, 2) },
      },
    )
  const filled = (text: string): string =>
    text.replaceAll(/\$\{\{\s*(.+?)\s*\}\}/g, (_, expression: string) => String(evaluate(expression) ?? ''))
  const filledAll = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text)]))
  for (const step of runs.steps) {
    const failed = ends.some(({ code }) => code !== 0)
    if ((failed && !step.if.includes('!cancelled()')) || filled(asExpression(step.if)) !== 'true') continue
    if (step.run === undefined) {
      used.push({ uses: step.uses ?? '', with: filledAll(step.with) })
      continue
    }
    const output = join(options.temp, `output-${ends.length}`)
    writeFileSync(output, '')
    const { exitCode, stdout, stderr } = await run({
      file: 'bash',
      args: ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
      cwd: options.cwd,
      env: {
        ...options.env,
        ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: root(), GITHUB_OUTPUT: output },
        RUNNER_TEMP: options.temp,
        ...filledAll(step.env),
      },
    })
    ends.push({ name: step.name, code: exitCode, output: `${stdout}\n${stderr}` })
    if (step.id !== undefined)
      steps[step.id] = { outcome: exitCode === 0 ? 'success' : 'failure', outputs: outputsIn(output) }
  }
  return { ends, used }
}

const asExpression = (condition: string): string => (condition.includes('${{') ? condition : `\${{ ${condition} }}`)

const outputsIn = (file: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
