import type { Register } from './command.ts'
import { collect, port } from './flags.ts'
import type { Flags } from './gateway/serve.ts'

export const gatewayCommand: Register = (command, { place, terminal, exit }) => {
  command
    .argument('<gateway>', 'id of a gateway, or a file of yours: msw handlers, rules, a recording, a policy document')
    .option('--port <n>', 'the port of 127.0.0.1 that it takes; 0: a free one', port, 8080)
    .option('--env', 'print address and credentials as lines for a shell: export SDKDRIFT_API_KEY=…')
    .option('--config <file>', 'the matrix file with settings and credentials (default: matrix.json here, if any)')
    .option('--family <file>', 'a family of SDKs of your own: a file, or an installed package (repeatable)', collect)
    .option('--json', 'print one JSON object a line: what is served, each request, the count')
    .addHelpText('after', HELP)
    .action(async (name: string, flags: Flags) => {
      const { serve } = await import('./gateway/serve.ts')
      await serve(name, flags, { place, terminal })
      exit(0)
    })
}

const HELP = `
It listens on 127.0.0.1 until Ctrl-C. The credentials that it prints are made for this run and are good nowhere else.
  sdkdrift gateway apim-validate-jwt --port 8080
  curl -i http://127.0.0.1:8080/openai/v1/responses -H "Authorization: Bearer $SDKDRIFT_ENTRA_TOKEN" -d '{"model":"m"}'

Exit codes:
  0    ended by Ctrl-C
  2    wrong usage: no such gateway, a fault in its file, the port is taken`
