import { appendFile } from 'node:fs/promises'

/**
 * Adds Markdown to the page of a GitHub Actions job, when this is one; else it is not even made.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 * @returns why it could not be written, or null
 */
export const addToStepSummary = async (
  env: Readonly<Record<string, string | undefined>>,
  markdown: () => string,
): Promise<string | null> => {
  const path = env['GITHUB_STEP_SUMMARY']
  if (!path) return null
  try {
    await appendFile(path, markdown())
    return null
  } catch (error) {
    return `The summary of this step could not be written: ${error instanceof Error ? error.message : error}`
  }
}
