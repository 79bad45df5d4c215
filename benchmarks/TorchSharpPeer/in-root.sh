#!/usr/bin/env bash
# Runs the peer on a Debian whose C++ library is too old for TorchSharp:
#
#     bash in-root.sh FOLDER WORKLOAD
#
# FOLDER is made by the first call. It gets the C and C++ libraries of Debian 13, from the mirror that apt uses here but with lists of
# its own; the peer sees them alone, in a mount namespace that ends with it. The machine's own libraries and lists stay as they are.
# Needs root and x86-64.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
root=$(cd "$1" && pwd)

if [ ! -e "$root/ready" ]; then
    apt=$(mktemp -d)
    trap 'rm -rf "$apt"' EXIT
    mkdir -p "$apt"/{etc/apt.conf.d,etc/preferences.d,lists/partial,archives/partial,debs}
    touch "$apt/status"
    apt-get -o APT::Get::IndexTargets::ReleaseInfo=false indextargets --format '$(CREATED_BY) $(COMPONENT) $(REPO_URI)' |
        awk '$1 == "Packages" && $2 == "main" && !seen++ {
            print "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] " $3 " trixie main" }' > "$apt/etc/sources.list"
    options=(-qq -o Dir::Etc="$apt/etc" -o Dir::State="$apt" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt"
             -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update >&2
    (cd "$apt/debs" && apt-get "${options[@]}" download libc6 libgcc-s1 libstdc++6 >&2)
    for package in "$apt"/debs/*.deb; do dpkg-deb --extract "$package" "$root"; done
    ln -sfn usr/lib "$root/lib"
    ln -sfn usr/lib64 "$root/lib64"
    mkdir -p "$root"/{dev,proc,tmp,dotnet,peer}
    touch "$root/dev/urandom" "$root/ready"
fi

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
exec unshare --mount bash -c '
    mount --bind "$1" "$3/dotnet"; mount --bind "$2" "$3/peer"; mount --bind /dev/urandom "$3/dev/urandom"; mount -t proc proc "$3/proc"
    DOTNET_EnableDiagnostics=0 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 exec chroot "$3" /dotnet/dotnet /peer/TorchSharpPeer.dll "$4"' \
    - "$dotnet" "$here/bin/Release/net10.0" "$root" "$2"
