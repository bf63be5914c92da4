#!/bin/sh
# Installs Qingtian 青天 from this folder. Needs python3 with its venv module, and nothing else: no network, no make.
#   ./install.sh [--into /opt/qingtian] [--data /var/lib/qingtian]
# Run it again with a newer bundle to upgrade: each version has a folder of its own, `current` points at the one in use.
set -eu

into=/opt/qingtian
data=
usage="usage: ./install.sh [--into FOLDER] [--data FOLDER]"
while [ $# -gt 0 ]; do
    case "$1" in
    --into) into=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    *) echo "$usage" >&2; exit 2 ;;
    esac
done
case "$into" in /*) ;; *) into=$(pwd)/$into ;; esac
[ -n "$data" ] || data=$into/var
case "$data" in /*) ;; *) data=$(pwd)/$data ;; esac

cd "$(dirname "$0")"
version=$(cat VERSION)

refuse() { echo "install.sh: $1" >&2; echo "安装没有进行：$2" >&2; exit 1; }

# 1. the archive is whole
sha256sum --quiet -c SHA256SUMS >/dev/null 2>&1 ||
    refuse "files differ from SHA256SUMS; copy the archive again" "文件与 SHA256SUMS 不符，重新拷贝安装包"

# 2. a Python the wheels are for
python=
for candidate in ${PYTHON:-} python3 $(sed 's/^/python/' PYTHONS); do
    command -v "$candidate" >/dev/null 2>&1 || continue
    found=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if grep -qx "$found" PYTHONS; then python=$candidate; break; fi
done
[ -n "$python" ] || refuse "no Python $(tr '\n' ' ' <PYTHONS)here; install python3 and python3-venv of the distribution" \
    "没有 Python $(tr '\n' ' ' <PYTHONS)；从系统光盘装 python3 和 python3-venv"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    refuse "$python has no venv module; install python3-venv" "$python 没有 venv 模块，从系统光盘装 python3-venv"

# 3. into a folder of this version's own; an interrupted try leaves nothing that is used
target=$into/versions/$version
part=$target.part
rm -rf "$part"
mkdir -p "$part" "$into/bin"
cp -R assets docs deploy LICENSE CHANGELOG.md VERSION "$part/"
# the environment holds its own path, so it is made where it will stay
rm -rf "$target"
mv "$part" "$target"
"$python" -m venv "$target/env"
"$target/env/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels \
    "qingtian==$version"
"$target/env/bin/qingtian" --version >/dev/null

# 4. one command, wherever it is called from
cat >"$into/bin/qingtian.part" <<END
#!/bin/sh
# Written by install.sh. Settings of this machine: $into/settings.env
if [ -r "$into/settings.env" ]; then
    set -a; . "$into/settings.env"; set +a
elif [ -e "$into/settings.env" ]; then
    echo "qingtian: cannot read $into/settings.env; run as root or as a member of its group" >&2
    echo "读不了 $into/settings.env：用 root 或它所属组的用户运行" >&2
    exit 1
fi
: "\${QINGTIAN_DATA:=$data}"
export QINGTIAN_DATA
exec "$into/current/env/bin/qingtian" "\$@"
END
chmod 755 "$into/bin/qingtian.part"
mv "$into/bin/qingtian.part" "$into/bin/qingtian"
ln -sfn "versions/$version" "$into/current.new"
mv -T "$into/current.new" "$into/current" 2>/dev/null || { rm -rf "$into/current"; mv "$into/current.new" "$into/current"; }
[ -e "$into/settings.env" ] || echo "# QINGTIAN_HOSTS=qingtian.example.gov.cn" >"$into/settings.env"

echo "已装好青天 $version：$into，数据在 $data"
echo "Qingtian $version is installed in $into; data in $data"
echo "下一步 / next:  $into/bin/qingtian prepare && $into/bin/qingtian serve"
echo "看演示 / demonstration:  QINGTIAN_DATA=/tmp/qingtian-demo $into/bin/qingtian demo open"
