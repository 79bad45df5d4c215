using System.Reflection;
using System.Reflection.Emit;

namespace DeepLearning.Tests;

/// <summary>
/// The types that a type is compiled against: in its bases, signatures, fields, attributes and in the code of its methods. Nested types,
/// lambdas and iterators count as their outermost type. Doc comments, <c>nameof</c> and constants leave no trace in compiled code.
/// </summary>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type outermost)
    {
        var found = new HashSet<Type>();
        AddDeclared(outermost, found);
        found.Remove(outermost);
        return found;
    }

    /// <summary>The outermost type around a nested one; of a constructed generic type, its definition.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    private static void AddDeclared(Type type, HashSet<Type> found)
    {
        Add(type.BaseType, found);
        AddAll(type.GetInterfaces(), found);
        AddConstraints(type.GetGenericArguments(), found);
        AddAttributes(type, found);
        foreach (var member in type.GetMembers(Declared))
        {
            AddAttributes(member, found);
            switch (member)
            {
                case Type nested: AddDeclared(nested, found); break;
                case FieldInfo field: Add(field.FieldType, found); break;
                case MethodBase method: AddMethod(method, found); break;
            }
        }
    }

    private static void AddMethod(MethodBase method, HashSet<Type> found)
    {
        AddSignature(method, found);
        if (method.IsGenericMethod)
        {
            AddConstraints(method.GetGenericArguments(), found);
        }

        if (method.GetMethodBody() is { } body)
        {
            AddAll(body.LocalVariables.Select(local => local.LocalType), found);
            AddCode(method, body.GetILAsByteArray()!, found);
        }
    }

    private static void AddCode(MethodBase method, byte[] code, HashSet<Type> found)
    {
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var position = 0; position < code.Length;)
        {
            // Two-byte instructions begin with 0xFE.
            short value = code[position++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | code[position++]));
            }

            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                AddMember(method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments), found);
            }

            position += Size(operand, code, position);
        }
    }

    private static int Size(OperandType operand, byte[] code, int position) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, position)),
        _ => 4,
    };

    private static void AddMember(MemberInfo? member, HashSet<Type> found)
    {
        Add(member as Type ?? member?.DeclaringType, found);
        switch (member)
        {
            case FieldInfo field:
                Add(field.FieldType, found);
                break;
            case MethodBase method:
                AddSignature(method, found);
                AddAll(method.IsGenericMethod ? method.GetGenericArguments() : [], found);
                break;
        }
    }

    private static void AddSignature(MethodBase method, HashSet<Type> found)
    {
        AddAll(method.GetParameters().Select(parameter => parameter.ParameterType), found);
        Add((method as MethodInfo)?.ReturnType, found);
    }

    private static void AddConstraints(Type[] parameters, HashSet<Type> found) =>
        AddAll(parameters.Where(parameter => parameter.IsGenericParameter).SelectMany(parameter => parameter.GetGenericParameterConstraints()), found);

    private static void AddAttributes(MemberInfo member, HashSet<Type> found)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(attribute.AttributeType, found);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>(), found);
        }
    }

    private static void AddAll(IEnumerable<Type> types, HashSet<Type> found)
    {
        foreach (var type in types)
        {
            Add(type, found);
        }
    }

    private static void Add(Type? type, HashSet<Type> found)
    {
        if (type is null || type.IsGenericParameter || type.IsFunctionPointer)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType(), found);
            return;
        }

        AddAll(type.GetGenericArguments().Where(argument => !argument.IsGenericParameter), found);
        found.Add(Outermost(type));
    }
}
