#!/bin/sh
# Links the suite that came with the image to where n8n looks for community packages, then starts n8n as its image does.
# A copy that was installed through n8n's own interface is left alone.
set -eu

modules="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes/node_modules"
mkdir -p "$modules"
if [ -L "$modules/n8n-nodes-trading-bot" ] || [ ! -e "$modules/n8n-nodes-trading-bot" ]; then
	ln -sfn "${TRADING_BOT_PACKAGE:-/opt/n8n-nodes-trading-bot}" "$modules/n8n-nodes-trading-bot"
fi

exec "${N8N_ENTRYPOINT:-/docker-entrypoint.sh}" "$@"
