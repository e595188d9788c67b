import { ANY, type AttributeShape, BOOLEAN, type ElementShape, REQUIRED } from '../shape.ts'
import type { NotDone } from './not-done-facts.ts'

export const NO_SCHEMA: NotDone['standing'] = {
  kind: 'not-supported',
  why: "the API's schema is not part of the document",
}

/** What a validation does with what it finds. https://learn.microsoft.com/azure/api-management/validation-policies */
const ACTION: AttributeShape = { oneOf: ['ignore', 'prevent', 'detect'] }
const MUST_ACT: AttributeShape = { ...ACTION, required: true }
const FINDS = { 'errors-variable-name': { literal: true } } as const
const ACTS_BY_NAME: ElementShape = { attributes: { name: REQUIRED, action: MUST_ACT } }
const OF_PARAMETERS: ElementShape = {
  attributes: { 'specified-parameter-action': ACTION, 'unspecified-parameter-action': ACTION },
  children: { parameter: ACTS_BY_NAME },
}
const CONTENT: ElementShape = {
  attributes: {
    type: ANY,
    'validate-as': { required: true, oneOf: ['json', 'xml', 'soap'] },
    'schema-id': ANY,
    'schema-ref': ANY,
    action: MUST_ACT,
    'allow-additional-properties': BOOLEAN,
    'case-insensitive-property-names': BOOLEAN,
  },
}
const CONTENT_TYPES: ElementShape = {
  attributes: { 'any-content-type-value': ANY, 'missing-content-type-value': ANY },
  children: { type: { attributes: { from: ANY, when: ANY, to: REQUIRED } } },
}
/** What holds messages against the API's schema. It must say what it does with what it finds: where it does not, it is faulty. */
export const VALIDATIONS: Readonly<Record<string, NotDone>> = {
  'validate-content': {
    sections: ['inbound', 'outbound', 'on-error'],
    standing: NO_SCHEMA,
    detects: true,
    shape: {
      attributes: {
        'unspecified-content-type-action': MUST_ACT,
        'max-size': REQUIRED,
        'size-exceeded-action': MUST_ACT,
        ...FINDS,
      },
      children: { 'content-type-map': CONTENT_TYPES, content: CONTENT },
    },
  },
  'validate-parameters': {
    sections: ['inbound'],
    standing: NO_SCHEMA,
    detects: true,
    shape: {
      attributes: { 'specified-parameter-action': MUST_ACT, 'unspecified-parameter-action': MUST_ACT, ...FINDS },
      children: { headers: OF_PARAMETERS, query: OF_PARAMETERS, path: OF_PARAMETERS },
    },
  },
  'validate-headers': {
    sections: ['outbound', 'on-error'],
    standing: NO_SCHEMA,
    detects: true,
    shape: {
      attributes: { 'specified-header-action': MUST_ACT, 'unspecified-header-action': MUST_ACT, ...FINDS },
      children: { header: ACTS_BY_NAME },
    },
  },
  'validate-status-code': {
    sections: ['outbound', 'on-error'],
    standing: NO_SCHEMA,
    detects: true,
    shape: {
      attributes: { 'unspecified-status-code-action': MUST_ACT, ...FINDS },
      children: { 'status-code': { attributes: { code: REQUIRED, action: MUST_ACT } } },
    },
  },
}
