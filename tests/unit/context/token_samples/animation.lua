-- Moves things along curves, one step for each frame.
local Animation = {}
Animation.__index = Animation

local EASINGS = {
  linear = function(t) return t end,
  ease_in = function(t) return t * t end,
  ease_out = function(t) return 1 - (1 - t) ^ 2 end,
}

function Animation.new(target, duration, goals, easing)
  local self = setmetatable({}, Animation)
  self.target = target
  self.duration = math.max(duration, 0.001)
  self.elapsed = 0
  self.easing = EASINGS[easing or "linear"]
  self.from, self.to = {}, {}
  for key, value in pairs(goals) do
    self.from[key] = target[key] or 0
    self.to[key] = value
  end
  return self
end

function Animation:update(dt)
  if self.done then return true end
  self.elapsed = math.min(self.elapsed + dt, self.duration)
  local share = self.easing(self.elapsed / self.duration)
  for key, goal in pairs(self.to) do
    local begin = self.from[key]
    self.target[key] = begin + (goal - begin) * share
  end
  self.done = self.elapsed >= self.duration
  if self.done and self.on_done then
    self.on_done(self.target)
  end
  return self.done
end

return Animation
