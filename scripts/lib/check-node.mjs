/** Ends the process with one sentence when Node is too old. In the oldest syntax that has modules, so that old ones can say it. */
const needed = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `Нужен Node.js ${needed.join('.')} или новее, а установлен ${process.versions.node}: https://nodejs.org (Node.js ${needed.join('.')} or newer is needed.)`,
  )
  process.exit(1)
}
