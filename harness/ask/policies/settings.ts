import type { z } from 'zod'
import type { PolicySettings } from '../../model/policy-settings.ts'
import { readAs } from '../gateways/read-as.ts'
import { keyAskedAt } from './key-asked-at.ts'
import { nothingKnown, type PolicyFiles } from './policy-files.ts'
import { policySettingsSchema } from './settings-schema.ts'

/** What holds where no settings file stands. */
export const defaultSettings: PolicySettings = settingsFrom(policySettingsSchema.parse({}), {
  settings: null,
  scopes: {},
  known: nothingKnown,
})

/**
 * A settings file (JSON, comments and trailing commas allowed), defaults put in.
 * @param file its path as messages name it
 * @throws UserError `gateway/invalid` with every fault of the file, each with line and column
 */
export const parseSettings = (text: string, file: string): PolicySettings =>
  settingsFrom(readAs(policySettingsSchema, text, file), {
    settings: { path: file, text },
    scopes: {},
    known: nothingKnown,
  })

/** The settings of a gateway's files: its settings file, then what its folder tells, then the defaults. */
export const settingsOf = (files: Omit<PolicyFiles, 'fragments'>): PolicySettings =>
  settingsFrom(
    files.settings
      ? readAs(policySettingsSchema, files.settings.text, files.settings.path)
      : policySettingsSchema.parse({}),
    files,
  )

function settingsFrom(
  given: z.output<typeof policySettingsSchema>,
  files: Omit<PolicyFiles, 'fragments'>,
): PolicySettings {
  const { known } = files
  const { $schema: _, product, user, ...rest } = given
  return {
    ...rest,
    namedValues: { ...known.namedValues, ...rest.namedValues },
    backends: { ...known.backends, ...rest.backends },
    operations: rest.operations.length > 0 ? rest.operations : known.operations,
    subscription: {
      required: true,
      header: 'Ocp-Apim-Subscription-Key',
      query: 'subscription-key',
      credentials: ['subscription-key', 'api-key'],
      id: 'subscription',
      name: 'subscription',
      ...known.subscription,
      ...rest.subscription,
      askedAt: keyAskedAt(files),
    },
    api: {
      id: 'api',
      name: 'api',
      path: '',
      serviceUrl: '',
      version: null,
      revision: '1',
      ...known.api,
      ...rest.api,
    },
    product: product === undefined ? known.product : product && { id: product.id, name: product.name ?? product.id },
    user,
  }
}
