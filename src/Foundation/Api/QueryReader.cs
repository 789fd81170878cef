using System.Globalization;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concord.Foundation.Api;

/// <summary>
/// Reads the query of an API request by its parameters. Invalid values are collected and reported together: <see
/// cref="Problem"/>.
/// </summary>
public sealed class QueryReader
{
    private readonly HttpRequest request;
    private readonly IQueryCollection query;
    private readonly Dictionary<string, string[]> errors = new(StringComparer.Ordinal);

    public QueryReader(HttpRequest request, ApiQuery known)
    {
        (this.request, query) = (request, request.Query);
        foreach (var name in query.Keys.Where(name => known.Parameters.All(parameter => parameter.Name != name)))
        {
            Note(name, $"There is no such parameter; there are: {string.Join(", ", known.Parameters.Select(one => one.Name))}.");
        }
    }

    public bool IsGood => errors.Count == 0;

    /// <returns>Null where it is missing or empty.</returns>
    public string? Text(ApiParameter parameter)
    {
        var values = query[parameter.Name];
        if (values.Count == 0 || values is [""])
        {
            return null;
        }

        var value = values[0] ?? "";
        if (values.Count > 1)
        {
            Note(parameter.Name, "Give it once.");
        }
        else if (value.Length > ApiParameter.MaxLength || value.Any(char.IsControl))
        {
            Note(parameter.Name, $"Give a value of at most {ApiParameter.MaxLength} letters, or leave it out.");
        }
        else if (parameter.Allowed.Count > 0 && !parameter.Allowed.Contains(value, StringComparer.Ordinal))
        {
            Note(parameter.Name, $"“{value}” is none of: {string.Join(", ", parameter.Allowed)}.");
        }
        else
        {
            return value;
        }

        return null;
    }

    public DateOnly? Day(ApiParameter parameter)
    {
        if (Text(parameter) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Note(parameter.Name, $"“{text}” is no day of the calendar; write year-month-day: 2020-10-01.");
        return null;
    }

    public bool? Truth(ApiParameter parameter) => Text(parameter) is { } text ? text == "true" : null;

    public int Limit()
    {
        if (Text(ApiParameter.Limit) is not { } text)
        {
            return ApiParameter.DefaultLimit;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= ApiParameter.MaxLimit
        )
        {
            return limit;
        }

        Note(ApiParameter.Limit.Name, $"“{text}” is no whole number from 1 to {ApiParameter.MaxLimit}.");
        return ApiParameter.DefaultLimit;
    }

    public ApiCursor? Cursor()
    {
        if (Text(ApiParameter.Cursor) is not { } text)
        {
            return null;
        }

        if (ApiCursor.TryRead(text, out var cursor))
        {
            return cursor;
        }

        Note(ApiParameter.Cursor.Name, "It is not one we gave out; take it as it is from “next”, or leave it out to begin anew.");
        return null;
    }

    /// <summary>400 with a line for every invalid parameter.</summary>
    public ProblemHttpResult Problem() =>
        TypedResults.Problem(
            new HttpValidationProblemDetails(errors)
            {
                Title = "The query cannot be read.",
                Detail = string.Join(' ', errors.SelectMany(error => error.Value.Select(text => $"{error.Key}: {text}"))),
                Status = StatusCodes.Status400BadRequest,
            }
        );

    /// <param name="rows">One more than <paramref name="limit"/>, where there are more.</param>
    /// <param name="cursor">The position of a row in the order of <paramref name="rows"/>.</param>
    public ApiPage<TItem> PageOf<TRow, TItem>(
        IReadOnlyList<TRow> rows,
        int limit,
        Func<TRow, TItem> item,
        Func<TRow, ApiCursor> cursor,
        SiteAddress site
    ) =>
        new(
            [.. rows.Take(limit).Select(item)],
            rows.Count > limit ? site.Of(request, $"{request.Path}{QueryFrom(cursor(rows[limit - 1]))}") : null
        );

    private QueryBuilder QueryFrom(ApiCursor next)
    {
        var builder = new QueryBuilder();
        foreach (var (name, value) in query.Where(pair => pair.Key != ApiParameter.Cursor.Name))
        {
            builder.Add(name, value.ToString());
        }

        builder.Add(ApiParameter.Cursor.Name, next.ToString());
        return builder;
    }

    private void Note(string name, string text) => errors[name] = [text];
}
