import { AwsClient } from 'aws4fetch'
import { UserError } from '../../../errors.ts'
import type { Store } from '../../../model/store.ts'
import { webStore } from './web.ts'

/**
 * A bucket of S3, or of what speaks as it does (`AWS_ENDPOINT_URL_S3`), with credentials from the usual variables.
 * @throws UserError when these say too little
 */
export const s3Store = (address: URL, env: Readonly<Record<string, string | undefined>>, where: string): Store => {
  const accessKeyId = env['AWS_ACCESS_KEY_ID']
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY']
  if (!accessKeyId || !secretAccessKey)
    throw new UserError('store/no-credentials', {
      what: 'An S3 store needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, where there is one).',
      where,
      hint: 'aws configure export-credentials --format env prints them for a profile or a role.',
    })
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1'
  const sessionToken = env['AWS_SESSION_TOKEN']
  const client = new AwsClient({
    ...{ accessKeyId, secretAccessKey, region, service: 's3', retries: 1 },
    ...(sessionToken ? { sessionToken } : {}),
  })
  const endpoint = (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'])?.replace(/\/+$/, '')
  const bucket = address.hostname
  const prefix = address.pathname.replace(/\/+$/, '')
  const base = endpoint ? `${endpoint}/${bucket}${prefix}` : `https://${bucket}.s3.${region}.amazonaws.com${prefix}`
  return webStore(base, (url, options) => client.fetch(url, options))
}
