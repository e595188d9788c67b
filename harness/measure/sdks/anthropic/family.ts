import type { Scenario } from '../../../model/scenario.ts'
import type { SpeakingFamily } from '../family.ts'
import { FOUNDRY, foundryNpm, npm, pypi, SDK } from './spelling.ts'

const controlOf = (kind: string): Scenario => ({
  id: 'control',
  title: 'One plain call.',
  client: { kind, address: 'base-url', credentials: { apiKey: 'api-key' }, maxRetries: 0 },
  calls: [{ api: 'messages' }],
  behind: ['open'],
  file: 'sdks/anthropic/family.ts',
})

/** Anthropic's SDKs; on PyPI with the Foundry client. */
export const anthropic: SpeakingFamily = {
  id: 'anthropic',
  packages: { npm: [SDK], pypi: ['anthropic'] },
  variants: { npm: ['', '.require'], pypi: ['', '.async'] },
  samples: { '.require': ['anthropic-api-key', 'anthropic-copy-changes-api-key', 'anthropic-messages-stream'] },
  dictionaries: { npm, pypi },
  credentialFields: ['x-api-key', 'authorization', 'api-key'],
  telemetryFields: ['user-agent', 'x-stainless-*'],
  // One repository holds all npm packages. Tags of 2023 were plain.
  releaseTags: { npm: 'sdk-v' },
  gatewaySettings: { subscriptionKeyField: 'x-api-key' },
  lacks: {
    npm: [`no foundry client: it is in ${FOUNDRY}`, 'no embeddings API'],
    pypi: ['no embeddings API'],
  },
  control: controlOf('vendor'),
}

/** Anthropic's Foundry client for Node: a package and a line of versions of its own. */
export const anthropicFoundry: SpeakingFamily = {
  ...anthropic,
  id: 'anthropic-foundry',
  packages: { npm: [FOUNDRY] },
  variants: { npm: ['', '.require'] },
  samples: { '.require': ['foundry-api-key', 'foundry-copy-changes-api-key', 'foundry-messages-stream'] },
  dictionaries: { npm: foundryNpm },
  releaseTags: { npm: 'foundry-sdk-v' },
  lacks: { npm: [`no vendor client: it is in ${SDK}`] },
  control: controlOf('foundry'),
}
