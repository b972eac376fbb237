-- Run by prove.sh inside headless Neovim: one line a check; the first that does not hold ends it.

local function say(line)
  io.stdout:write(line .. "\n")
end

local function check(name, holds, seen)
  if not holds then
    say("FAILED: " .. name .. ": " .. vim.inspect(seen))
    vim.cmd("cquit 1")
  end
  say("ok: " .. name)
end

local function wait(name, condition)
  check(name, vim.wait(20000, condition, 20), vim.diagnostic.get())
end

-- As in docs/editors.md.
local config = {
  name = "clausebook",
  cmd = { vim.env.CLAUSEBOOK, "lsp" },
  root_dir = vim.fn.getcwd(),
  capabilities = vim.lsp.protocol.make_client_capabilities(),
}
vim.cmd("edit guidelines/one.md")
local buffer = vim.api.nvim_get_current_buf()
local id
if vim.lsp.start then
  id = vim.lsp.start(config)
else
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, id)
end
local client = vim.lsp.get_client_by_id(id)
wait("the server starts", function()
  return client.initialized ~= nil and next(client.server_capabilities) ~= nil
end)
local encoding = client.offset_encoding or "utf-16"

-- The line and column (bytes) of some words, from 0; behind them if `behind`.
local function place(words, behind)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    local first, last = line:find(words, 1, true)
    if first then
      return number - 1, behind and last or first - 1
    end
  end
  error("`" .. words .. "` is not in the buffer")
end

local function go(words, behind)
  local line, column = place(words, behind)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
end

local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, encoding), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  local answer = answers and answers[id]
  check(method .. " is answered", answer and not answer.err and not answer.error, answers)
  return answer.result
end

local function replace(words, by)
  local line, column = place(words)
  vim.api.nvim_buf_set_text(0, line, column, line, column + #words, { by })
end

local function findings()
  local out = {}
  for _, finding in ipairs(vim.diagnostic.get(0)) do
    table.insert(out, ("%s %d:%d"):format(finding.code or (finding.user_data or {}).lsp and finding.user_data.lsp.code, finding.lnum, finding.col))
  end
  table.sort(out)
  return table.concat(out, ", ")
end

-- Findings: none at first; then in text that is not saved, behind characters of two UTF-16 units.
wait("the book has no findings", function()
  return #vim.diagnostic.get(0) == 0
end)
replace("A State", "𝔸 第 State [](clause:twe)")
wait("a finding in unsaved text", function()
  return #vim.diagnostic.get(0) == 1
end)
-- `1. ` 3 bytes, 𝔸 4, blank, 第 3, blank, `State ` 6: byte 18 of line 7 from 0.
check("its rule and place in bytes", findings():find("7:18", 1, true) ~= nil, findings())
check("its help", vim.diagnostic.get(0)[1].message:find("help: did you mean `two`?", 1, true) ~= nil, vim.diagnostic.get(0))

-- A code action applies the fix.
go("[](clause:twe")
local params = vim.lsp.util.make_range_params(0, encoding)
params.context = { diagnostics = {} }
local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)[id].result
check("one code action", #actions == 1 and actions[1].title == "change to `two`", actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding)
check("it mends the text", place("[](clause:two)") == 7, vim.api.nvim_buf_get_lines(0, 0, -1, true))
wait("the finding goes", function()
  return #vim.diagnostic.get(0) == 0
end)

-- Completion in a half-typed link.
replace("[](clause:two)", "[](conv:1(")
go("[](conv:1(", true)
local list = ask("textDocument/completion")
local labels = vim.tbl_map(function(item)
  return item.label
end, list.items)
check("provisions are offered", table.concat(labels, " ") == "conv:1(1) conv:1(2)", labels)
check("with titles", list.items[1].detail == "Article 1, paragraph 1", list.items[1])
-- As somebody who types: the list of Neovim itself.
vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"
local line, column = place("[](conv:1(", true)
vim.api.nvim_buf_set_text(0, line, column, line, column, { "2))" })
check("the text is whole", place("[](conv:1(2))") == 7)

-- Hover and definition.
go("conv:1(2)")
local hover = ask("textDocument/hover")
check("hover writes the citation out", hover.contents.value:find("Article 1, paragraph 2, of the Convention", 1, true) ~= nil, hover)
local homes = ask("textDocument/definition")
check("definition leads to the registry", homes[1].uri:find("instruments/conv.yaml", 1, true) ~= nil, homes)
vim.lsp.util.jump_to_location(homes[1], encoding)
check("Neovim goes there", vim.api.nvim_get_current_line():find("paragraphs: {1", 1, true) ~= nil, vim.api.nvim_get_current_line())

-- Rename in several files, of which only one is open.
vim.cmd("buffer " .. buffer)
go("id: one", true)
vim.api.nvim_win_set_cursor(0, { 2, 5 })
local change = ask("textDocument/rename", { newName = "first" })
vim.lsp.util.apply_workspace_edit(change, encoding)
vim.cmd("silent wall")
local function holds(path, words)
  return table.concat(vim.fn.readfile(path), "\n"):find(words, 1, true) ~= nil
end
check("rename changes the clause itself", holds("guidelines/one.md", "id: first"))
check("rename changes a link", holds("guidelines/two.md", "[](clause:first#1)"))
check("rename changes front matter", holds("guidelines/two.md", "see-also: [clause:first]"))
vim.lsp.stop_client(id)
local checked = vim.fn.system({ vim.env.CLAUSEBOOK, "check", "--deny", "warnings" })
check("the book is right afterwards", vim.v.shell_error == 0, checked)
say("all hold")
vim.cmd("quitall!")
