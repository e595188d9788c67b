#!/bin/bash
export PATH=/tmp/p/tool6/node_modules/.bin:$PATH SDKDRIFT_CACHE=/tmp/p/cache CI=1
cd /tmp/p/$1
date -u > $3.run.log
/usr/bin/time -v chrt -i 0 node /tmp/p/tool6/harness/bin/sdkdrift.cjs matrix --config $4 --timings --concurrency $2 --out $3 >> $3.run.log 2> $3.run.err
echo "exit $?" >> $3.run.log
date -u >> $3.run.log
