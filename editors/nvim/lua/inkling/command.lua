-- :Inkling WORD, for people who type.
local nearest = require("inkling.nearest")

local M = {}

---@param lines string|string[]
---@param title string
local function show(lines, title)
  vim.cmd("botright new")
  local buf = vim.api.nvim_get_current_buf()
  vim.bo[buf].buftype, vim.bo[buf].bufhidden, vim.bo[buf].swapfile = "nofile", "wipe", false
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, type(lines) == "string" and vim.split(vim.trim(lines), "\n") or lines)
  vim.bo[buf].modifiable = false
  pcall(vim.api.nvim_buf_set_name, buf, "inkling://" .. title)
end

---@return string[]?
local function program()
  local command, fault = require("inkling.binary").find(require("inkling.config").options.cmd)
  if not command then vim.notify("inkling: " .. fault, vim.log.levels.ERROR) end
  return command
end

---@class inkling.Subcommand
---@field run fun(argument?: string)
---@field arguments? string[]

---@type table<string, inkling.Subcommand>
M.subcommands = {
  status = {
    run = function()
      local status = require("inkling").status()
      local who = status.source and (" (%s)"):format(status.model or status.backend or status.source) or ""
      local words = (status.message or "") ~= "" and ". " .. status.message or "" -- one line, or one has to press Enter
      vim.notify(("inkling: %s%s%s"):format(status.state, who, words))
    end,
  },
  enable = { run = function(scope) require("inkling").enable(scope) end, arguments = { "buffer" } },
  disable = { run = function(scope) require("inkling").disable(scope) end, arguments = { "buffer" } },
  toggle = { run = function(scope) require("inkling").toggle(scope) end, arguments = { "buffer" } },
  snooze = {
    run = function(minutes) require("inkling").snooze(tonumber(minutes) or minutes) end,
    arguments = { "0", "5", "30", "60" },
  },
  restart = { run = function() require("inkling.client").restart() end },
  doctor = {
    run = function()
      local command = program()
      if not command then return end
      vim.system({ command[1], "doctor" }, { text = true }, function(done)
        vim.schedule(function() show(done.stdout .. done.stderr, "doctor") end)
      end)
    end,
  },
  trace = {
    run = function()
      local command = program()
      if not command then return end
      vim.cmd("botright new")
      vim.cmd.terminal({ args = { vim.fn.shellescape(command[1]), "trace" }, magic = { file = false } })
    end,
  },
  log = {
    run = function() vim.cmd.split(vim.fn.fnameescape(require("vim.lsp.log").get_filename())) end,
  },
}

---@return string[]
local function names()
  local all = vim.tbl_keys(M.subcommands)
  table.sort(all)
  return all
end

---@param words string[]
function M.run(words)
  local name = words[1] or "status"
  local subcommand = M.subcommands[name]
  if not subcommand then
    local hint = nearest.hint(name, names())
    local message = ('inkling: no subcommand "%s"%s'):format(name, hint)
    if hint == "" then message = ("%s (%s)"):format(message, table.concat(names(), ", ")) end
    return vim.notify(message, vim.log.levels.ERROR)
  end
  local ok, fault = pcall(subcommand.run, words[2])
  if not ok then vim.notify(("inkling: %s: %s"):format(name, fault), vim.log.levels.ERROR) end
end

---@param lead string
---@param line string
---@return string[]
function M.complete(lead, line)
  local words = vim.split(line, "%s+", { trimempty = true })
  local done = #words - (lead ~= "" and 1 or 0) -- complete words, ":Inkling" among them
  local offered = {}
  if done == 1 then
    offered = names()
  elseif done == 2 and M.subcommands[words[2]] then
    offered = M.subcommands[words[2]].arguments or {}
  end
  return vim.tbl_filter(function(word) return vim.startswith(word, lead) end, offered)
end

return M
