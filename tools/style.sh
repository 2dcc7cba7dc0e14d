#!/usr/bin/env bash
# Compiles the style sheets. Trunk calls this before each build.
source "$(dirname "$0")/lib.sh"

out=target/style
mkdir -p $out
sass --no-source-map --quiet-deps --style=compressed --load-path=node_modules/@uswds/uswds/packages \
    style/uswds.scss:$out/uswds.css style/site.scss:$out/own.css style/paper.scss:$out/paper.css
# Of USWDS stays what the views name, so a view writes the names of its classes out in full. No control is ever disabled.
purgecss --css $out/uswds.css --content 'src/**/*.rs' --blocklist :disabled :indeterminate :active --output $out/used.css
# A picture that the sheet fetches when an answer is selected would tell the server so; ours are drawn. The typeface is the
# page's: it need not be named again by each of its parts.
sed -E 's/background-image:url\([^)]*\),linear-gradient\(transparent, ?transparent\);?//g
        s/font-family:-apple-system[^;}]*;?//g' $out/used.css |
    cat - $out/own.css | sed 's/\xEF\xBB\xBF//g' >$out/site.css
if grep -q 'url(' $out/site.css $out/paper.css; then stop "A style sheet would fetch a file; see $out."; fi
