import type { Registry, Release, ReleaseList } from '../model/sdk.ts'

/** Parts of real histories as registries gave them on 2026-11-26: versions in the order of their numbers, each with its date. */
const HISTORIES = {
  /** 1.26.x goes on beside 2.x. */
  urllib3: {
    registry: 'pypi',
    releases: `
      1.26.13 2022-11-23T22:34:29Z
      1.26.14 2023-01-11T13:04:57Z
      1.26.15 2023-03-11T00:01:39Z
      1.26.16 2023-05-23T12:18:41Z
      1.26.17 2023-10-02T17:22:28Z
      1.26.18 2023-10-17T17:47:01Z
      1.26.19 2024-06-17T14:53:31Z
      1.26.20 2024-08-29T15:43:08Z
      2.0.0 2023-04-26T17:21:22Z
      2.0.1 2023-04-30T09:00:04Z
      2.0.5 2023-09-20T07:30:33Z
      2.0.6 2023-10-02T17:22:34Z
      2.1.0 2023-11-13T12:29:42Z`,
  },
  /** A patch of the last minor, three hours after the next minor. */
  cohere: {
    registry: 'pypi',
    releases: `
      5.1.6 2024-03-27T20:42:39Z
      5.1.7 2024-03-28T18:58:30Z
      5.1.8 2024-04-03T19:50:25Z
      5.2.0 2024-04-03T16:39:28Z
      5.2.1 2024-04-03T19:30:58Z
      5.2.2 2024-04-04T21:43:13Z`,
  },
  /** A long-term line beside the newest. */
  django: {
    registry: 'pypi',
    releases: `
      4.2.7 2023-11-01T06:59:15Z
      4.2.8 2023-12-04T08:34:42Z
      4.2.9 2024-01-02T09:16:15Z
      4.2.10 2024-02-06T14:53:58Z
      4.2.11 2024-03-04T08:56:53Z
      5.0 2023-12-04T13:12:41Z
      5.0.1 2024-01-02T09:16:20Z
      5.0.2 2024-02-06T14:53:28Z
      5.0.3 2024-03-04T08:56:57Z`,
  },
  /** Post-releases of a minor that had gone on. */
  litellm: {
    registry: 'pypi',
    releases: `
      1.72.9 2025-06-21T04:04:04Z
      1.73.0 2025-06-22T00:56:12Z
      1.73.0.post1 2025-06-26T22:22:02Z
      1.73.1 2025-06-24T15:25:58Z
      1.73.2 2025-06-26T19:14:48Z
      1.73.6 2025-06-28T20:05:36Z
      1.73.6.post1 2025-07-04T00:34:40Z
      1.73.7 2025-07-04T18:06:14Z
      1.74.0 2025-07-05T05:16:21Z`,
  },
  /** One line over a major step. */
  'openai on PyPI': {
    registry: 'pypi',
    releases: `
      0.28.1 2023-09-26T03:36:09Z
      1.0.0 2023-11-06T16:20:35Z
      1.0.1 2023-11-06T16:38:37Z
      1.1.0 2023-11-06T20:36:42Z
      1.109.0 2025-09-23T16:59:39Z
      1.109.1 2025-09-24T13:00:50Z
      2.0.0 2025-09-30T17:35:54Z
      2.0.1 2025-10-01T19:49:07Z
      2.1.0 2025-10-02T20:43:13Z`,
  },
  /** As a mirror of npm dates it: by the day on which somebody first asked for a version. */
  'openai on a mirror of npm': {
    registry: 'npm',
    releases: `
      5.0.0 2026-04-03T15:27:52Z
      5.0.1 2026-03-22T07:18:47Z
      5.0.2 2026-05-05T03:58:56Z
      5.1.0 2026-03-04T01:50:22Z
      5.1.1 2026-03-21T07:09:08Z
      5.2.0 2026-03-24T09:39:27Z
      5.3.0 2025-06-13T05:53:21Z
      5.4.0 2026-04-30T04:24:47Z
      5.5.0 2026-03-23T00:15:48Z
      5.5.1 2025-09-25T07:13:19Z
      5.6.0 2025-06-23T15:14:14Z
      5.7.0 2026-03-19T21:27:53Z`,
  },
  'stripe on a mirror of npm': {
    registry: 'npm',
    releases: `
      14.0.0 2024-12-12T23:46:29Z
      14.1.0 2024-12-07T08:15:15Z
      14.2.0 2024-12-11T17:53:31Z
      14.3.0 2024-12-09T00:16:56Z
      14.4.0 2024-12-09T00:22:52Z
      14.5.0 2024-12-07T08:04:13Z
      14.6.0 2024-12-13T12:21:59Z`,
  },
} as const satisfies Readonly<Record<string, { readonly registry: Registry; readonly releases: string }>>

export type History = keyof typeof HISTORIES

export const aHistory = (name: History): Pick<ReleaseList, 'registry' | 'releases'> => {
  const { registry, releases } = HISTORIES[name]
  return {
    registry,
    releases: releases
      .trim()
      .split('\n')
      .map((line): Release => {
        const [version = '', publishedAt = null] = line.trim().split(' ')
        return {
          version,
          publishedAt,
          prerelease: false,
          deprecated: null,
          yanked: null,
          requires: null,
          installable: true,
        }
      }),
  }
}
