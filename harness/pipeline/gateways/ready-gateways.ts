import { hash } from 'node:crypto'
import { basename } from 'node:path'
import { nothingKnown, type PolicyFile, type PolicyFiles } from '../../ask/policies/policy-files.ts'
import { readDocument } from '../../ask/policies/read-document.ts'
import { settingsOf } from '../../ask/policies/settings.ts'
import { documentGateway, type TracingGateway } from '../../measure/gateways/apim/document-gateway.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'

/**
 * The gateways that come with the tool as policy documents (`fixtures/gateways/ready/`), by id. The comment
 * at a document's head says what it is. A document is read when its gateway is first asked for its handlers.
 * @param documents `ID.xml` each
 * @param settings `ID.settings.json` each
 */
export const readyGateways = (
  documents: readonly PolicyFile[],
  settings: readonly PolicyFile[],
  now: () => Date,
): Readonly<Record<string, TracingGateway>> => {
  const read = new Map(
    documents.map(({ path, text }) => {
      const id = basename(path, '.xml')
      const beside = settings.find((one) => basename(one.path) === `${id}.settings.json`)
      const files: PolicyFiles = {
        scopes: { api: { path: basename(path), text } },
        fragments: {},
        settings: beside ? { path: basename(beside.path), text: beside.text } : null,
        known: nothingKnown,
      }
      return [id, lazily(id, text, files, now)] as const
    }),
  )
  const usual = USUAL.flatMap((id) => read.get(id) ?? [])
  return Object.fromEntries([...usual, ...read.values()].map((gateway) => [gateway.id, gateway]))
}

/** What most people have who have an API Management at all: a glob takes them, before any other. */
const USUAL: readonly string[] = ['apim-validate-jwt', 'apim-subscription-key']

const lazily = (id: string, text: string, files: PolicyFiles, now: () => Date): TracingGateway => {
  const facts: GatewayFacts = {
    id,
    title: titleIn(text),
    digest: hash('sha256', JSON.stringify(files)),
    ...(USUAL.includes(id) ? {} : { byName: true }),
  }
  let read: TracingGateway | undefined
  const gateway = (): TracingGateway => {
    read ??= gatewayOf(facts, files, now)
    return read
  }
  return {
    ...facts,
    handlers: (context) => gateway().handlers(context),
    traced: (context, onTrace) => gateway().traced(context, onTrace),
  }
}

const gatewayOf = (facts: GatewayFacts, files: PolicyFiles, now: () => Date): TracingGateway => {
  const settings = settingsOf(files)
  return documentGateway(facts, readDocument(files, settings).document, settings, now)
}

const titleIn = (text: string): string => /^<!--\s*(.+?)\s*-->/s.exec(text)?.[1] ?? ''
