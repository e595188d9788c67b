import { Argument } from 'commander'
import { newPair } from '../measure/store/signatures.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { refuseCommand } from './inputs/own-command.ts'

export const storeCommand: Register = (command, { terminal, ownCommand }) => {
  command
    .addArgument(
      new Argument('<keygen>', 'a new pair: one signs what a machine adds, the other says whom to believe').choices([
        'keygen',
      ]),
    )
    .option('--json', 'print the pair as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async (_verb: 'keygen', flags: { readonly json?: boolean }) => {
      refuseCommand(ownCommand, 'store')
      const pair = newPair()
      await terminal.out(
        flags.json ? `${jsonText(pair)}\n` : `SDKDRIFT_STORE_KEY=${pair.key}\nSDKDRIFT_STORE_TRUST=${pair.trust}\n`,
      )
    })
}

const HELP = `
Measuring commands share results with other machines by --store file:///folder, s3://bucket/prefix, oci://host/repository or
https://host/path.
  SDKDRIFT_STORE        the address, where no --store says it
  SDKDRIFT_STORE_KEY    private: who has it may add; a secret of the CI
  SDKDRIFT_STORE_TRUST  public keys (spaces between) whose results are believed; one's own is
  SDKDRIFT_STORE_TOKEN  for https: sent as a bearer token; for oci: the password, or the token in its place
  SDKDRIFT_STORE_USER   for oci: the name that goes with it
S3 takes AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION and AWS_ENDPOINT_URL_S3.`
