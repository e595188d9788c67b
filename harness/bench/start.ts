import type { Bar, Bench, Figure } from './bench.ts'
import { timeOurs } from './ours.ts'
import { withProject } from './project.ts'
import type { Timed } from './time-command.ts'
import { interleave, timesOf } from './timing.ts'

export const startBench: Bench = {
  title: 'The list of commands, and a gate over one npm and one PyPI SDK of which all is kept',
  byDefault: true,
  run: (context) =>
    withProject(context, async (project, folder) => {
      const narrow = context.smoke ? ['--scenario', 'openai-api-key'] : []
      const ours = (...args: readonly string[]) => timeOurs(args, { cwd: project, cacheDir: folder }, context)
      const gate = () => ours('gate', '--json', ...narrow)
      context.say('measuring what is to be kept')
      await gate()
      const times = await interleave({ help: () => ours('--help'), gate }, context.runs ?? 9, context.say)
      return {
        kind: 'measured',
        figures: [
          ...barred('sdkdrift --help', times.help, { is: '<', value: 0.12 }),
          ...barred('sdkdrift gate, all kept', times.gate, { is: '<', value: 0.4 }),
        ],
        notes: ['The registries are asked each time whether there is something newer.'],
      }
    }),
}

const barred = (label: string, times: readonly Timed[], bar: Bar): readonly Figure[] => {
  const [clock, ...processor] = timesOf(label, times)
  return clock ? [{ ...clock, bar }, ...processor] : []
}
