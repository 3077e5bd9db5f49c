# frozen_string_literal: true

require "date"
require "json"

# Who waters the plants, and when.
class Schedule
  Shift = Struct.new(:person, :date, :swapped, keyword_init: true) do
    def to_h
      { person: person, date: date.iso8601, swapped: !!swapped }
    end
  end

  attr_reader :people, :shifts

  def initialize(people, start: Date.today)
    raise ArgumentError, "nobody to water the plants" if people.empty?

    @people = people
    @start = start
    @shifts = []
  end

  def plan(weeks)
    @people.cycle.lazy.each_with_index.first(weeks).each do |person, index|
      @shifts << Shift.new(person: person, date: @start + index * 7, swapped: false)
    end
    self
  end

  def swap(first, second)
    left, right = [first, second].map { |date| @shifts.find { |shift| shift.date == date } }
    return false unless left && right

    left.person, right.person = right.person, left.person
    left.swapped = right.swapped = true
  end

  def to_json(*args)
    JSON.generate({ "people" => people, "shifts" => shifts.map(&:to_h) }, *args)
  end
end
