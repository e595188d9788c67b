import { cacheDir } from '../edges/paths.ts'
import { type Check, stopsRun } from '../model/checkup.ts'
import { REGISTRIES } from '../model/sdk.ts'
import { checkup, mendOf } from '../tell/reporters/answers/checkup.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { checkCache } from './doctor/cache.ts'
import { checkProxies } from './doctor/proxies.ts'
import { checkRegistries } from './doctor/registries.ts'
import { checkTools } from './doctor/tools.ts'
import { loadMatrix } from './inputs/load-matrix.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { wallsHere } from './world/walls-here.ts'

type Flags = { readonly config?: string; readonly offline?: boolean; readonly json?: boolean }

export const doctorCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .option('--offline', 'ask no registry and fetch nothing: is there what a run with --offline needs?')
    .option('--json', 'print what was found as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async ({ config, offline = false, json }: Flags) => {
      refuseCommand(ownCommand, 'doctor')
      const { matrix } = await loadMatrix(config, place)
      const examined = { place, cacheDir: cacheDir(place.env), offline }
      const needed = REGISTRIES.filter((registry) => matrix.sdks.some((sdk) => sdk.registry === registry))
      const cache = await checkCache(examined.cacheDir)
      const [tools, registries, proxies, { holds, because }] = await Promise.all([
        // What cannot be kept is not fetched.
        checkTools({ ...examined, offline: offline || stopsRun(cache) }, needed),
        checkRegistries(examined, matrix.sdks),
        checkProxies(place),
        wallsHere(place.env),
      ])
      const walls: Check = { of: 'walls', state: because === null ? 'ready' : 'open', holds, because }
      const checks = [...tools, ...registries.asked, proxies, cache, walls, registries.clock]
      const ready = !checks.some(stopsRun)
      const told = checks.map((check) => ({ ...check, stops: stopsRun(check), mend: mendOf(check) }))
      await terminal.out(json ? `${jsonText({ ready, checks: told })}\n` : checkup(checks))
      exit(ready ? 0 : 1)
    })
}

const HELP = `
What a run would fetch on first use (uv, pnpm) is fetched. Of what nothing in the matrix needs, nothing is fetched.

Exit codes:
  0  sdkdrift matrix in this folder has what it needs
  1  it would fail: what is marked with ✗
  2  wrong usage, or a fault in the matrix file`
