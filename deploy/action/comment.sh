#!/usr/bin/env bash
# Puts a file under a pull request as a comment; the one that an earlier run put there is replaced. What keeps it from that
# (a fork's token may only read) is a warning: the answer stands in the step's summary too.
#   comment.sh FILE NUMBER        with GH_TOKEN and GITHUB_REPOSITORY
set -uo pipefail
file=$1
number=$2
here=repos/$GITHUB_REPOSITORY/issues
warn() { echo "::warning title=sdkdrift::The comment could not be written: $(tr '\n' ' ' < "$trouble"). The job needs: permissions: pull-requests: write"; exit 0; }
trouble=$(mktemp)
trap 'rm -f "$trouble"' EXIT
mark=$(head -n 1 "$file")
export mark
found=$(gh api "$here/$number/comments" --paginate --jq '.[] | select(.user.type == "Bot" and (.body | startswith(env.mark))) | .id' 2> "$trouble") || warn
id=$(head -n 1 <<< "$found")
if [[ -n $id ]]; then
  gh api --method PATCH "$here/comments/$id" --field "body=@$file" --silent 2> "$trouble" || warn
else
  gh api --method POST "$here/$number/comments" --field "body=@$file" --silent 2> "$trouble" || warn
fi
